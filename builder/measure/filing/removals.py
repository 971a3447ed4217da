"""Records that were taken away, that came back, and that became other records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.measure.filing.alterations import CORRECTED_WITHIN
from builder.measure.filing.imports import RECORD_PATH
from builder.model.day import add_months
from builder.model.history import Change, FileHistory, IdentityChange
from builder.model.record import Keep
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES


@dataclass(frozen=True)
class Removal:
    """A record that is not there any more.

    Attributes:
        path: Where it was last.
        id: Of the record.
        type: Its folder.
        day: The day it was about, or where that can't be read, the day it was entered.
        entered: The day it first arrived.
        change: With which it went.
        keep: How long records of the type are kept; of a type whose kinds differ, the shortest.
        until: The last day of that time; None where it has no number of years.
    """

    path: str
    id: str
    type: str
    day: date
    entered: date
    change: Change
    keep: Keep
    until: date | None

    @property
    def is_too_early(self) -> bool:
        """Whether it went before the time for which it is kept had ended."""
        return self.until is None or self.change.arrived <= self.until

    @property
    def is_slip(self) -> bool:
        """Whether it was taken away so soon after it came that it was a slip: filed twice, or under a wrong id."""
        return (self.change.arrived - self.entered).days <= CORRECTED_WITHIN


@dataclass(frozen=True)
class Return:
    """A record that was taken away and came back; its first entry still counts.

    Attributes:
        path: Where it is.
        id: Of the record.
        gone_on, back_on: From when to when it was away.
        is_same: Whether it came back as it went.
        change: With which it came back.
    """

    path: str
    id: str
    gone_on: date
    back_on: date
    is_same: bool
    change: Change

    @property
    def days(self) -> int:
        """How long it was away."""
        return (self.back_on - self.gone_on).days


def find_removals(snapshot: Snapshot) -> tuple[Removal, ...]:
    """The records that are gone, of the window's days or taken away in it, by the day they went."""
    history = snapshot.history
    renamed = {each.old for each in history.identity_changes} if history else set()
    found = []
    for path, file in history.gone.items() if history else ():
        named = RECORD_PATH.fullmatch(path)
        kind = TYPES.get(named["type"]) if named else None
        if named is None or kind is None or named["id"] in snapshot.program.record_by_id or named["id"] in renamed:
            continue
        day, went = _last_day(file), file.changes[-1]
        if not (snapshot.window.covers(day) or snapshot.window.covers(went.arrived)):
            continue
        keep = min(
            (keep for _, keep in kind.retention()), key=lambda keep: keep.years if keep.years is not None else 999
        )
        until = add_months(day, 12 * keep.years) if keep.years is not None else None
        found.append(Removal(path, named["id"], named["type"], day, file.entered, went, keep, until))
    return tuple(sorted(found, key=lambda each: (each.change.arrived, each.id)))


def find_returns(snapshot: Snapshot) -> tuple[Return, ...]:
    """The records that were away for a day or more, of those that came back in the window, by that day."""
    history = snapshot.history
    found = []
    for path, file in history.files.items() if history else ():
        named = RECORD_PATH.fullmatch(path)
        for number, change in enumerate(file.changes[1:], 1):
            gone = file.changes[number - 1]
            if named is None or gone.kind != "D" or gone.arrived == change.arrived:
                continue
            before = next((each.blob for each in reversed(file.changes[:number]) if each.blob), "")
            if snapshot.window.covers(change.arrived):
                same = before == change.blob
                found.append(Return(path, named["id"], gone.arrived, change.arrived, same, change))
    return tuple(sorted(found, key=lambda each: (each.back_on, each.id)))


def find_new_identities(snapshot: Snapshot) -> tuple[IdentityChange, ...]:
    """The records whose id became another one in the window, without those that were put right within a week of their arrival."""
    history = snapshot.history
    if history is None:
        return ()
    return tuple(
        each
        for each in history.identity_changes
        if snapshot.window.covers(each.arrived) and not _is_slip(each, history.gone.get(each.old_path))
    )


def _is_slip(changed: IdentityChange, old: FileHistory | None) -> bool:
    return old is not None and (changed.arrived - old.entered).days <= CORRECTED_WITHIN


def _last_day(file: FileHistory) -> date:
    days = [change.content.day for change in file.changes if change.content and change.content.day]
    return days[-1] if days else file.entered
