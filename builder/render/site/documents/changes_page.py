"""The page that shows a document's approved versions against each other: what went is struck, what came is marked, the rest folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from builder.model.history import Change
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.model.text_change import Passage, PassageKind, Run, State, TextChange
from builder.render.history_words import change_words
from builder.render.site.documents.changes import Step, difference_path, document_steps, tell_step
from builder.render.site.documents.revisions import entry_names
from builder.render.site.manual import Here, Manual
from builder.render.site.page import Page

TOLD = 12
"""Sentences at the head of a step; below them stands the text itself."""


@dataclass(frozen=True)
class Stretch:
    """Passages that follow each other: shown, or folded away because nothing in them changed."""

    is_folded: bool
    passages: list[Passage] = field(default_factory=list)

    @property
    def lines(self) -> list[Markup]:
        """Each passage as a paragraph."""
        return [_paragraph(each, {}) for each in self.passages]


def change_paths(manual: Manual) -> Iterator[str]:
    """The addresses of all pages of differences."""
    for stored in manual.snapshot.program.policies:
        if path := difference_path(manual, stored):
            yield path


def change_pages(manual: Manual) -> Iterator[Page]:
    """A page for each document that has two approved versions in the history."""
    for stored in manual.snapshot.program.policies:
        if path := difference_path(manual, stored):
            yield _change_page(manual, stored, path)


def _change_page(manual: Manual, stored: Stored[Policy], path: str) -> Page:
    here = manual.here(path)
    steps = [_step(here, stored, each) for each in document_steps(manual, stored) if each.before]
    trail = [
        (here.w["documents"], here.to("documents/index.md")),
        (stored.value.title, here.url(manual.book.sources[stored.path])),
        (here.w["what_changed"], None),
    ]
    title = f"{stored.value.id} {stored.value.title}: {here.w['what_changed'].lower()}"
    markdown = manual.render("changes.html.j2", path, trail=trail, steps=steps)
    # The words of old versions must not lead anybody away from those that count.
    return Page(path, title, markdown, is_searched=False)


def _step(here: Here, stored: Stored[Policy], step: Step) -> dict[str, object]:
    day = here.manual.language.write_day
    version = step.after.version
    number = f"{here.w['version']} {version}" if version is not None else here.w["without_version"]
    sentences = list(tell_step(here.w, step))
    change = step.change
    return {
        "anchor": step.anchor,
        "heading": f"{number}, {here.w['effective_lower']} {day(step.day)}",
        "against": _against(here, step),
        "sentences": sentences[:TOLD],
        "more": len(sentences) - TOLD,
        "who": _who(here, stored, step),
        "stretches": fold(change) if change and not change.is_nothing else (),
        "runs": lambda passage: _paragraph(passage, _labels(here)),
        "count": here.manual.language.count,
    }


def _against(here: Here, step: Step) -> str:
    before = step.before
    if before is None or before.version is None:
        return here.w["change_against_none"]
    day = here.manual.language.write_day(before.since)
    return here.w["change_against"].format(version=before.version, day=day)


def _who(here: Here, stored: Stored[Policy], step: Step) -> str:
    """For the office: who approved the version and who entered it."""
    history = here.manual.snapshot.history
    if not here.manual.is_office or history is None:
        return ""
    changes = history.files[stored.path].changes
    wanted = (step.after.commit, step.after.blob)
    at = next(at for at, each in enumerate(changes) if (each.commit, each.blob) == wanted)
    before: Change | None = changes[at - 1] if at else None
    said = change_words(changes[at], before, here.manual.snapshot.name)
    names = ", ".join(entry_names(here, changes[at]))
    return f"{said[:1].upper()}{said[1:]}; {here.w['entered_by'].lower()} {names}."


def fold(change: TextChange) -> tuple[Stretch, ...]:
    """The passages in stretches: those that changed, each under its heading, and between them those that did not."""
    shown = _shown(change.passages)
    stretches: list[Stretch] = []
    for at, passage in enumerate(change.passages):
        if not stretches or stretches[-1].is_folded is (at in shown):
            stretches.append(Stretch(at not in shown))
        stretches[-1].passages.append(passage)
    return tuple(stretches)


def _shown(passages: Sequence[Passage]) -> frozenset[int]:
    """What changed, and the heading above each of them."""
    shown: set[int] = set()
    heading: int | None = None
    for at, passage in enumerate(passages):
        if passage.kind is PassageKind.HEADING:
            heading = at
        if passage.state is not State.SAME:
            shown.add(at)
            if heading is not None:
                shown.add(heading)
    return frozenset(shown)


def _labels(here: Here) -> dict[State, str]:
    return {State.ADDED: here.w["change_added_label"], State.REMOVED: here.w["change_removed_label"]}


def _paragraph(passage: Passage, labels: dict[State, str]) -> Markup:
    """A passage as a paragraph; headings are set bold, so that those of old versions don't stand among the page's own."""
    kind = f"m-passage m-passage--{passage.kind.value} m-passage--{passage.state.value}"
    if passage.level > 1 and passage.kind is PassageKind.ENTRY:
        kind += " m-passage--deep"
    # By hand, not with Markup.format(), which parses its pattern anew for each of the thousands of passages.
    mark = f'<span class="m-passage__mark">{escape(passage.mark)}</span> ' if passage.mark else ""
    words = " ".join(_run(each, labels) for each in passage.runs)
    return Markup(f'<p class="{kind}">{mark}{words}</p>')  # noqa: S704 - the words are escaped


def _run(run: Run, labels: dict[State, str]) -> str:
    words = str(escape(run.text))
    if run.state not in (State.ADDED, State.REMOVED):
        return words
    tag = "ins" if run.state is State.ADDED else "del"
    # Most screen readers pass over <ins> and <del> in silence, so the words say it too.
    return f'<{tag}><span class="m-sr">{escape(labels.get(run.state, ""))} </span>{words}</{tag}>'
