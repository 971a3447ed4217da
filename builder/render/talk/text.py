"""A change of a document for the terminal: what changed, why, whom it concerns, who still has to hear it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from builder.model.day import write_day
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.model.wording import counted, visible
from builder.render.site.words import PERSON_LEVELS
from builder.render.talk.talk import Group, Talk, describe_reason

WIDTH = 80
SENTENCES = 12
"""Changes that are told on the terminal; the sheet and the page of the document have more."""


def write_talk(talk: Talk, snapshot: Snapshot) -> str:
    """The whole report, lines of `WIDTH` columns at most."""
    return "\n".join(_lines(talk, snapshot))


def _lines(talk: Talk, snapshot: Snapshot) -> Iterator[str]:
    yield from _wrapped(f"{talk.title}: {talk.versions}", "", "  ")
    yield from _wrapped(stands(talk.policy, snapshot), "  ", "  ")
    yield ""
    yield "What changed"
    for each in talk.sentences[:SENTENCES] or (_nothing_before(talk),):
        yield from _wrapped(each, "  - ", "    ")
    if len(talk.sentences) > SENTENCES:
        yield f"  and {counted(len(talk.sentences) - SENTENCES, 'more change')}"
    if talk.reasons:
        yield ""
        yield "What brought it about"
        for record in talk.reasons:
            yield from _wrapped(describe_reason(record), "  - ", "    ")
    yield ""
    yield "Whom it concerns"
    for each in concerns(talk.policy, snapshot):
        yield from _wrapped(each, "  ", "    ")
    yield ""
    yield from _hearing(talk)


def write_news(talks: Iterable[Talk]) -> str:
    """The changes that people still have to hear of, one a line with how many, the latest first."""
    found = sorted(talks, key=lambda each: (-each.wording.since.toordinal(), each.policy.id))
    if not found:
        return (
            "Nobody has to be told of anything: whatever was approved in the last half year was heard by all whom it concerns.\n"
            "Of a document that isn't approved yet nobody is told."
        )
    lines = ["Changes of the last half year that people still have to hear of"]
    for talk in found:
        everyone = sum(len(group.waiting) + len(group.heard) for group in talk.groups)
        word = "to sign" if talk.is_signed else "to hear it"
        said = f"{talk.title}, version {talk.policy.version}: {len(talk.waiting)} of {everyone} still {word}"
        lines.extend(_wrapped(said, "  - ", "    "))
    lines.append(f"What changed, and who: muster talk {found[0].policy.id}")
    return "\n".join(lines)


def _nothing_before(talk: Talk) -> str:
    if talk.is_new:
        return "The whole document is new to everybody."
    return "Not a word, as far as anybody can tell: no version with other words is on file. Tell the whole of it."


def stands(policy: Policy, snapshot: Snapshot) -> str:
    """Whether it counts already, in a sentence."""
    if policy.status != "approved":
        return "It is not approved yet. Tell people of it once it is."
    if policy.effective is None:
        return "It is approved."
    word = "Counts from" if policy.effective > snapshot.as_of else "Has counted since"
    return f"{word} {write_day(policy.effective)}."


def concerns(policy: Policy, snapshot: Snapshot) -> Iterator[str]:
    """Levels, sites and jobs, a line each: whom a change of the document matters to."""
    levels = [PERSON_LEVELS[each] for each in policy.audience]
    yield f"Levels: {', '.join(levels) if levels else 'everybody'}"
    yield f"Sites: {', '.join(snapshot.name(each) for each in policy.applies_to) or 'all'}"
    jobs = [
        f"{stored.value.title} ({'; '.join(tasks)})"
        for _, stored in sorted(snapshot.program.positions.items())
        if (tasks := [each.title for each in stored.value.tasks if policy.id in (each.procedures or ())])
    ]
    if jobs:
        yield f"Jobs that use it: {', '.join(jobs)}"


def _hearing(talk: Talk) -> Iterator[str]:
    everyone = sum(len(group.waiting) + len(group.heard) for group in talk.groups)
    word = "sign" if talk.is_signed else "hear"
    if not everyone:
        yield f"Nobody has to {word} it: it concerns nobody who works here now."
        return
    if not talk.waiting:
        yield f"Everyone it concerns has {'signed' if talk.is_signed else 'heard'} it ({counted(everyone, 'person') if everyone == 1 else f'{everyone} people'})."
        return
    yield f"Still to {word} it: {len(talk.waiting)} of {everyone}"
    for group in talk.groups:
        if group.waiting:
            yield from _wrapped(
                f"{_name(group)}: {', '.join(_person(each.reader.person.name) for each in group.waiting)}",
                "  - ",
                "    ",
            )


def _name(group: Group) -> str:
    return group.name if group.name.startswith(group.site_name) else f"{group.name} ({group.site_name})"


def _person(name: str) -> str:
    # A name that is broken at its space reads as two people.
    return name.replace(" ", "\N{NO-BREAK SPACE}")


def _wrapped(text: str, first: str, later: str) -> list[str]:
    lines = textwrap.wrap(
        visible(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines] or [first.rstrip()]
