"""What became of records after they were filed: changed after they were signed, or given another day.

Going on with a record is normal: an action is closed, a response comes in, a link is added. Changed is only what stood there before
and reads differently now, or is gone. A slip that is put right within a week is normal too; both are told apart here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from builder.measure.filing.imports import RECORD_PATH
from builder.model.history import Change, Content, FileHistory, History
from builder.model.snapshot import Snapshot

CORRECTED_WITHIN = 7
"""Days after a record's arrival within which a change counts as putting a slip right: who keyed it in still has the paper on the desk."""

_MAY_NOT_GROW = frozenset({"people"})
"""Whoever stands on the list was there: a name that is added after the others have signed is a change."""

_TOLD_APART = frozenset({"date", "id"})
"""Another day and another id are listed on their own."""


class AlterationState(StrEnum):
    """How a change after sign-off stands."""

    OPEN = "open"
    SIGNED_AGAIN = "signed-again"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Alteration:
    """A record whose content was changed after people had signed it.

    Attributes:
        path: Where it is.
        id: Of the record.
        day: The day it is about, after the change.
        signed_on: The last signature that it carried before.
        fields: What was changed or taken away, in the order of the record.
        change: The arrival of the change.
        state: Whether it was signed again afterwards, or came so soon that it put a slip right.
    """

    path: str
    id: str
    day: date | None
    signed_on: date
    fields: tuple[str, ...]
    change: Change
    state: AlterationState


@dataclass(frozen=True)
class Redating:
    """A record that was given another day.

    Attributes:
        path: Where it is.
        id: Of the record.
        old, new: The days.
        entered: The day it first arrived.
        change: The arrival of the change.
    """

    path: str
    id: str
    old: date
    new: date
    entered: date
    change: Change

    @property
    def is_slip(self) -> bool:
        """Whether it came so soon after the record that it put a slip right."""
        return (self.change.arrived - self.entered).days <= CORRECTED_WITHIN


def find_alterations(snapshot: Snapshot) -> tuple[Alteration, ...]:
    """The changes after sign-off of the window's records, and those made in the window, by day of arrival."""
    found = (
        each
        for path, id, file in _records(snapshot.history)
        for each in _alterations(path, id, file)
        if _is_within(snapshot, each.day, each.change.arrived)
    )
    return tuple(sorted(found, key=lambda each: (each.change.arrived, each.id)))


def find_redatings(snapshot: Snapshot) -> tuple[Redating, ...]:
    """The changed days of the window's records, and those changed in the window, by day of arrival."""
    found = (
        each
        for path, id, file in _records(snapshot.history)
        for each in _redatings(path, id, file)
        if _is_within(snapshot, each.old, each.new, each.change.arrived)
    )
    return tuple(sorted(found, key=lambda each: (each.change.arrived, each.id)))


def changed_fields(before: Content, after: Content) -> tuple[str, ...]:
    """Names of the fields of a record, beside day and id, of which a line was changed or taken away; none where either can't be read.

    Lines that were only added are not a change, except in the list of people.
    """
    old, new = _lines(before), _lines(after)
    if not old or not new:
        return ()
    return tuple(
        name for name, lines in old.items() if name not in _TOLD_APART and not _is_kept(name, lines, new.get(name, ()))
    )


def _is_kept(name: str, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    if name in _MAY_NOT_GROW:
        return old == new
    rest = iter(new)
    return all(line in rest for line in old)


def _lines(content: Content) -> Mapping[str, tuple[str, ...]]:
    """The digests of the lines of each field."""
    found = {}
    for part in content.lines.split():
        name, _, digests = part.partition(":")
        found[name] = tuple(digests[at : at + 6] for at in range(0, len(digests), 6))
    return found


def _records(history: History | None) -> Iterator[tuple[str, str, FileHistory]]:
    for path, file in history.files.items() if history else ():
        found = RECORD_PATH.fullmatch(path) if len(file.changes) > 1 else None
        if found:
            yield path, found["id"], file


def _is_within(snapshot: Snapshot, *days: date | None) -> bool:
    return any(snapshot.window.covers(day) for day in days if day)


def _revisions(file: FileHistory) -> list[tuple[Change, Content]]:
    """The changes that left something readable behind."""
    return [(each, each.content) for each in file.changes if each.content is not None and not each.content.problem]


def _alterations(path: str, id: str, file: FileHistory) -> Iterator[Alteration]:
    revisions = _revisions(file)
    for number, ((_, before), (change, after)) in enumerate(pairwise(revisions), 1):
        fields = changed_fields(before, after) if before.signed_on else ()
        if Counter(before.signed_on) - Counter(after.signed_on):
            fields = (*fields, "signatures")
        if fields:
            signed_on = max(before.signed_on)
            later = [content for _, content in revisions[number:]]
            # From the day the signature came, not from the last change: small steps a few days apart don't make a slip of it all.
            signed = next(each for each, content in revisions if signed_on in content.signed_on)
            state = _state(change, signed, signed_on, later)
            yield Alteration(path, id, after.day, signed_on, fields, change, state)


def _state(change: Change, signed: Change, signed_on: date, later: Iterable[Content]) -> AlterationState:
    if any(max(content.signed_on, default=signed_on) > signed_on for content in later):
        return AlterationState.SIGNED_AGAIN
    if (change.arrived - signed.arrived).days <= CORRECTED_WITHIN:
        return AlterationState.CORRECTED
    return AlterationState.OPEN


def _redatings(path: str, id: str, file: FileHistory) -> Iterator[Redating]:
    revisions = [(change, content.day) for change, content in _revisions(file) if content.day]
    for (_, old), (change, new) in pairwise(revisions):
        if old != new:
            yield Redating(path, id, old, new, file.entered, change)
