"""Promised records that aren't there yet and fall due after the as-of day: what a coordinator has to plan for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.measure.promises.expected import after_incidents
from builder.measure.promises.matching import Slot, match
from builder.measure.promises.period import Bucket, bucket_at, is_calendar, with_grace
from builder.measure.promises.promise import Promise, candidates_by_unit, list_promises, make_slot
from builder.measure.promises.unit import list_units
from builder.model.coverage import Expected, Outcome
from builder.model.day import add_period, subtract_period, write_day
from builder.model.policy import Obligation
from builder.model.program import Program
from builder.model.snapshot import Window


def measure_upcoming(program: Program, as_of: date, until: date) -> tuple[Expected, ...]:
    """What falls due after `as_of`, up to `until`, and has no record yet, as holes still to be filled; sorted by due day.

    Field-level assessments are left out: every crew owes one every day.
    """
    found: list[Expected] = []
    for promise in list_promises(program):
        every = promise.obligation.every
        if every is not None and is_calendar(every):
            found.extend(_next_calendar(program, promise, as_of, until))
        elif every is not None:
            found.extend(_next_rolling(program, promise, as_of, until))
        elif promise.obligation.per == "incident":
            found.extend(_open_investigations(program, promise, as_of, until))
    return tuple(sorted(found, key=lambda each: (each.due, each.id)))


def _open_investigations(program: Program, promise: Promise, as_of: date, until: date) -> Iterator[Expected]:
    # Judged as if it were `until` already: what is a hole then and due only after today still has time.
    for each in after_incidents(program, promise, Window(date.min, as_of), until):
        if each.outcome is Outcome.HOLE and each.due > as_of:
            yield each


def _next_calendar(program: Program, promise: Promise, as_of: date, until: date) -> Iterator[Expected]:
    obligation = promise.obligation
    by_unit = candidates_by_unit(program, promise.policy, obligation)
    slots = _slots_around(obligation, as_of, until)
    for unit in list_units(program, promise.policy, obligation):
        candidates = by_unit.get(unit.id, ())
        recent = [each for each in candidates if each.day >= slots[0].bucket.first]
        for slot, record in zip(slots, match(slots, recent), strict=True):
            is_open = (
                record is None and as_of < slot.due <= until and promise.binds(slot.bucket.first, slot.bucket.last)
            )
            if is_open and not unit.why_not_required(slot.bucket.first, slot.bucket.last):
                yield promise.expect(unit.id, slot.bucket, slot.due, Outcome.HOLE)


def _slots_around(obligation: Obligation, as_of: date, until: date) -> list[Slot]:
    """The period before the present one (its grace may run still), the present one, and all that fall due by `until`."""
    assert obligation.every is not None
    present = bucket_at(obligation.every, as_of)
    bucket = bucket_at(obligation.every, subtract_period(present.first, obligation.every))
    found: list[Slot] = []
    while with_grace(bucket.last, obligation.grace) <= until or not found:
        found.append(make_slot(obligation, bucket, True))
        bucket = bucket_at(obligation.every, add_period(bucket.first, obligation.every))
    return found


def _next_rolling(program: Program, promise: Promise, as_of: date, until: date) -> Iterator[Expected]:
    obligation = promise.obligation
    assert obligation.every is not None
    by_unit = candidates_by_unit(program, promise.policy, obligation)
    for unit in list_units(program, promise.policy, obligation):
        candidates = by_unit.get(unit.id, ())
        # What was never made is due one period after the promise began; later than that it is a hole already.
        since = candidates[-1].day if candidates else promise.begins
        if since == date.min or not unit.is_active_in(as_of, as_of):
            continue
        due = with_grace(add_period(since, obligation.every), obligation.grace)
        if as_of < due <= until:
            bucket = Bucket(str(due.year), f"by {write_day(due)}", since, due)
            yield promise.expect(unit.id, bucket, due, Outcome.HOLE)
