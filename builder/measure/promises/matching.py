"""Which record meets which promise: one to one, in time order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.promises.period import Bucket


@dataclass(frozen=True, order=True)
class Candidate:
    """A record that may meet a promise.

    Attributes:
        day: The day it belongs to: its date, or the end of the month that it is for.
        done: The day it was done, which decides whether it was late.
        record: Its id.
    """

    day: date
    done: date
    record: str


@dataclass(frozen=True)
class Slot:
    """A period that waits for a record.

    Attributes:
        bucket: The period.
        due: The last day that is on time, grace included.
        early: The first day on which a record made before the period still meets it; only for rhythms counted backwards.
        is_required: Whether a record is due; a slot that isn't takes only what lies inside it.
    """

    bucket: Bucket
    due: date
    early: date
    is_required: bool


def match(slots: Sequence[Slot], candidates: Sequence[Candidate]) -> list[Candidate | None]:
    """The record of each slot, or None; no record is given twice.

    A record inside a period meets it. A required period without one takes the first record after it that no period needs, up to
    its due day or the end of the next period, whichever is later. Where a period holds several records, it keeps the last until
    the periods before it are served: two inspections in June, the first three days in, are May's late one and June's own.

    Args:
        slots: Oldest first, without overlap.
        candidates: Sorted.
    """
    days = [candidate.day for candidate in candidates]
    inside = [(bisect_left(days, slot.bucket.first), bisect_right(days, slot.bucket.last)) for slot in slots]
    taken: list[int | None] = [last - 1 if last > first else None for first, last in inside]
    free = sorted(set(range(len(candidates))) - {index for index in taken if index is not None})
    for number, slot in enumerate(slots):
        if taken[number] is None and slot.is_required:
            taken[number] = _take(free, days, slot, _reach(slots, number))
    for number, (first, last) in enumerate(inside):
        if last > first:
            spare = bisect_left(free, first)
            if spare < len(free) and free[spare] < last:
                taken[number] = free[spare]
    return [None if index is None else candidates[index] for index in taken]


def _reach(slots: Sequence[Slot], number: int) -> date:
    slot = slots[number]
    following = slots[number + 1].bucket.last if number + 1 < len(slots) else date.max
    return max(slot.due, following)


def _take(free: list[int], days: list[date], slot: Slot, reach: date) -> int | None:
    """Takes the record nearest before an early-open slot, else the first after it, out of `free`."""
    after = bisect_right(free, slot.bucket.last, key=days.__getitem__)
    if slot.early < slot.bucket.first:
        before = bisect_left(free, slot.bucket.first, key=days.__getitem__) - 1
        if before >= 0 and days[free[before]] >= slot.early:
            return free.pop(before)
    if after < len(free) and days[free[after]] <= reach:
        return free.pop(after)
    return None
