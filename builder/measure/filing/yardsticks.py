"""What the company's days are judged by, and whether that was moved after the fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.measure.filing.alterations import CORRECTED_WITHIN
from builder.measure.filing.imports import BULK_SPAN, SETTLING_IN, is_taken_over, list_arrivals
from builder.model.history import History, YardstickChange
from builder.model.snapshot import Snapshot
from builder.model.written_day import parse_day


@dataclass(frozen=True)
class Moved:
    """A yardstick that was moved.

    Attributes:
        change: From the history.
        records: How many records count as taken over by the new day of adoption and didn't by the old one.
    """

    change: YardstickChange
    records: int


@dataclass(frozen=True)
class AdoptedLate:
    """A day of adoption long after records had begun to come in.

    Attributes:
        adopted_on: As the company says now.
        first: The day on which the first record came in.
        records: How many came in more than a month after their day and count as taken over.
    """

    adopted_on: date
    first: date
    records: int


def find_moved(snapshot: Snapshot) -> Iterator[Moved]:
    """The changes after the first week that bear on the window, oldest first, without adoptions that were moved back."""
    history = snapshot.history
    changes = history.yardstick_changes if history else ()
    for change in changes:
        if history is None or change.is_first or (change.arrived - changes[0].arrived).days <= CORRECTED_WITHIN:
            continue
        old, new = _day(change.old), _day(change.new)
        if change.field == "adopted_on" and old and new and new < old:
            continue
        if change.arrived <= snapshot.as_of and (
            change.arrived >= snapshot.window.first or (new and snapshot.window.first <= new)
        ):
            yield Moved(change, _count(snapshot, history, new, old))


def find_adopted_late(snapshot: Snapshot) -> AdoptedLate | None:
    """Whether the adoption is dated more than three months after the first record came in, and what that leaves out."""
    history = snapshot.history
    adopted = snapshot.program.company.value.adopted_on if snapshot.program.company else None
    if history is None or adopted is None or adopted < snapshot.window.first:
        return None
    first = min((each.change.arrived for each in list_arrivals(snapshot.program, history)), default=adopted)
    if (adopted - first).days <= SETTLING_IN:
        return None
    excused = (
        each
        for each in list_arrivals(snapshot.program, history)
        if is_taken_over(each.day, each.change.arrived, adopted) and (each.change.arrived - each.day).days > BULK_SPAN
    )
    records = sum(1 for _ in excused)
    return AdoptedLate(adopted, first, records) if records else None


def _count(snapshot: Snapshot, history: History, new: date | None, old: date | None) -> int:
    return sum(
        each.day <= each.change.arrived
        and is_taken_over(each.day, each.change.arrived, new)
        and not is_taken_over(each.day, each.change.arrived, old)
        for each in list_arrivals(snapshot.program, history)
    )


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None
