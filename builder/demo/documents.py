"""How the controlled documents of the sample came to their present versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from builder.demo.filing import Filing, Rank
from builder.demo.office_calendar import OfficeCalendar, draw
from builder.demo.story import Earlier, Edit, Story, Telling
from builder.model.day import add_months
from builder.model.error import BuilderError

_DATES = ("approved_on", "effective", "last_reviewed")
_SIGNED_COPY = re.compile(r"^signed_copy: \{.*?\}\n", re.MULTILINE)


@dataclass(frozen=True)
class _Head:
    """The lines of a document's front matter that the history depends on."""

    id: str
    title: str
    version: int
    owner: str
    approved_by: str
    approved_on: date
    last_reviewed: date
    signed_copy: str

    @classmethod
    def of(cls, path: str, text: str) -> _Head:
        head = text.split("\n---\n", 1)[0]
        facts = dict(re.findall(r"^([a-z_]+): (.*)$", head, re.MULTILINE))
        copy = re.search(r"\bpath: ([^,}]+)", facts.get("signed_copy", ""))
        try:
            return cls(
                facts["id"],
                facts["title"],
                int(facts["version"]),
                facts["owner"],
                facts["approved_by"],
                date.fromisoformat(facts["approved_on"]),
                date.fromisoformat(facts["last_reviewed"]),
                f"policies/{copy[1].strip()}" if copy else "",
            )
        except (KeyError, ValueError) as error:
            raise BuilderError(
                f"{path} has no place in the demonstration's history: its front matter lacks {error}.",
                "A document of the sample names id, title, version, owner, approved_by, approved_on and last_reviewed.",
            ) from None


@dataclass(frozen=True)
class _State:
    """What a document said from a day on, and what was done to it that day."""

    since: date
    verb: str
    version: int
    text: str
    why: str = ""
    note: str = ""


def file_documents(files: Mapping[str, bytes], story: Story, calendar: OfficeCalendar) -> Iterator[Filing]:
    """Every version of every document.

    A document of which the story tells nothing stood in the version before at the adoption, with dates a year (or more)
    earlier. Whoever approved a version committed it, unless the story says that the owner wrote it on a branch.
    """
    for path, data in files.items():
        text = data.decode("utf-8")
        head = _Head.of(path, text)
        told = story.files.get(head.id) or Telling()
        states = [*_earlier_states(path, text, head, told, story), *_final_states(path, text, head, told)]
        for index, state in enumerate(states):
            # What stood before the adoption was adopted as it stood last.
            if index + 1 == len(states) or states[index + 1].since > story.adopted_on:
                is_branch = told.branch and state.verb == "Approve" and state.version == head.version
                file = _file_branch if is_branch else _file_state
                yield file(path, head, state, story, calendar)


def _earlier_states(path: str, text: str, head: _Head, told: Telling, story: Story) -> Iterator[_State]:
    for stage in told.earlier or _guess_earlier(head, story.adopted_on):
        version = stage.version or head.version - 1
        earlier = _SIGNED_COPY.sub(
            "", apply_edits(path, _as_approved(path, text, told), (*told.edits, *stage.edits)), count=1
        )
        dates = dict.fromkeys(_DATES, stage.since)
        yield _State(stage.since, "Approve", version, _with_head(earlier, version, dates), stage.why)
        if stage.reviewed:
            dates["last_reviewed"] = stage.reviewed
            yield _State(stage.reviewed, "Review", version, _with_head(earlier, version, dates))


def _as_approved(path: str, text: str, told: Telling) -> str:
    return apply_edits(path, text, told.after.edits) if told.after else text


def _final_states(path: str, text: str, head: _Head, told: Telling) -> Iterator[_State]:
    if told.after:
        yield _State(head.approved_on, "Approve", head.version, _as_approved(path, text, told), told.why, told.note)
        yield _State(told.after.on, "Update", head.version, text, told.after.why)
        return
    if head.last_reviewed <= head.approved_on:
        yield _State(head.approved_on, "Approve", head.version, text, told.why, told.note)
        return
    approved = _with_head(text, head.version, {"last_reviewed": head.approved_on})
    yield _State(head.approved_on, "Approve", head.version, approved, told.why, told.note)
    yield _State(head.last_reviewed, "Review", head.version, text)


def _with_head(text: str, version: int, dates: Mapping[str, date]) -> str:
    """The text with another version and other dates in its front matter."""
    for name, value in (("version", version), *dates.items()):
        text = re.sub(rf"^{name}: [\d-]+$", f"{name}: {value}", text, count=1, flags=re.MULTILINE)
    return text


def signed_copies(files: Mapping[str, bytes]) -> dict[str, str]:
    """The paths of scans of signed documents, with the path of the document each belongs to."""
    copies = ((_Head.of(path, data.decode("utf-8")).signed_copy, path) for path, data in files.items())
    return {copy: path for copy, path in copies if copy}


def apply_edits(path: str, text: str, edits: tuple[Edit, ...]) -> str:
    """The text with every edit made.

    Raises:
        BuilderError: A piece isn't in the text exactly once, so the story tells of a text that is no more.
    """
    for edit in edits:
        if text.count(edit.find) != 1:
            raise BuilderError(
                f"The story of the demonstration looks for {edit.find!r} in {path}, where it stands {text.count(edit.find)} times.",
                "Change the `find` under that file in builder/demo/story.yaml to text that the file has once.",
            )
        text = text.replace(edit.find, edit.replace)
    return text


def _guess_earlier(head: _Head, adopted_on: date) -> tuple[Earlier, ...]:
    """The version before, if the present one was approved after the adoption and is not the first."""
    if head.approved_on <= adopted_on or head.version < 2:
        return ()
    since = head.approved_on
    while since > adopted_on:
        since = add_months(since, -12)
    return (Earlier(since=since, edits=()),)


def _file_state(path: str, head: _Head, state: _State, story: Story, calendar: OfficeCalendar) -> Filing:
    """The state committed by its approver within days, or by the coordinator at the adoption."""
    name = f"{head.id} {head.title}, version {state.version}"
    filing = Filing(
        story.adopted_on,
        story.coordinator,
        Rank.ADOPTION,
        "documents",
        path,
        state.text.encode(),
        name,
        why=state.why,
        note=state.note,
    )
    if state.since <= story.adopted_on:
        return filing
    lag = timedelta(days=draw(name, 3))
    # What is told in words has a commit of its own; the yearly reviews of one day go together.
    return replace(
        filing,
        arrives=calendar.next_day(min(state.since + lag, calendar.last)),
        by=_entered_by(head, state, story),
        rank=Rank.DOCUMENT,
        group=f"{state.verb} {name if state.why else ''}",
        verb=state.verb,
    )


def _entered_by(head: _Head, state: _State, story: Story) -> str:
    """The approver; but the coordinator where a note names the approver, and the owner where nobody approved the change."""
    if state.note:
        return story.coordinator
    return head.owner if state.verb == "Update" else head.approved_by


def _file_branch(path: str, head: _Head, state: _State, story: Story, calendar: OfficeCalendar) -> Filing:
    """The state written by the owner on the day of the approval, merged by the approver on the next day in the office."""
    filing = _file_state(path, head, state, story, calendar)
    return replace(
        filing,
        arrives=calendar.next_day(min(state.since + timedelta(days=1), calendar.last)),
        rank=Rank.MERGE,
        group=f"{head.id.lower()}-version-{state.version}",
        written=state.since,
        writer=head.owner,
    )
