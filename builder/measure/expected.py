"""The records that the program's own documents promise, and what became of each: met, late, explained, not required, or a hole."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from builder.measure.matching import Candidate, Slot, match
from builder.measure.period import Bucket, list_buckets, with_grace
from builder.measure.promise import Promise, candidates_by_unit, list_promises, make_slot
from builder.measure.unit import FACTS_OF_UNIT, facts_of, list_units, meets
from builder.model.coverage import Expected, Outcome
from builder.model.day import days_between, write_day
from builder.model.program import Program
from builder.model.register import WEEKDAYS, Crew, Site
from builder.model.snapshot import Window


def measure_expected(program: Program, window: Window, as_of: date) -> tuple[Expected, ...]:
    """Every record that is promised for the window and was due by `as_of`, or is there already; sorted by id.

    A program isn't blamed for years before it was written down: nothing is expected more than twelve months before the company's
    `adopted_on`. A hole that `records/explained.yaml` explains stays in the set as explained.
    """
    window = _since_adoption(program, window)
    found: list[Expected] = []
    for promise in list_promises(program):
        per, every = promise.obligation.per, promise.obligation.every
        if per == "crew-day":
            found.extend(_crew_days(program, promise, window, as_of))
        elif per == "incident":
            found.extend(after_incidents(program, promise, window, as_of))
        elif every is not None:
            found.extend(_periodic(program, promise, window, as_of))
        elif per == "person":
            found.extend(_once_per_person(program, promise, window, as_of))
    explained = {stored.value.about: stored.value.reason for stored in program.explained}
    return tuple(sorted((_explain(each, explained) for each in found), key=lambda each: each.id))


def _since_adoption(program: Program, window: Window) -> Window:
    adopted = program.company.value.adopted_on if program.company else None
    if adopted is None:
        return window
    # 29 February has no counterpart a year earlier; the 28th is meant.
    day = min(adopted.day, calendar.monthrange(adopted.year - 1, adopted.month)[1])
    return Window(max(window.first, date(adopted.year - 1, adopted.month, day)), window.last)


def _explain(expected: Expected, explained: Mapping[str, str]) -> Expected:
    if expected.outcome is Outcome.HOLE and expected.id in explained:
        return replace(expected, outcome=Outcome.EXPLAINED, reason=explained[expected.id])
    return expected


def _periodic(program: Program, promise: Promise, window: Window, as_of: date) -> Iterator[Expected]:
    obligation = promise.obligation
    assert obligation.every is not None
    buckets = list_buckets(obligation.every, window, as_of)
    by_unit = candidates_by_unit(program, promise.policy, obligation)
    for unit in list_units(program, promise.policy, obligation):
        if not unit.is_active_in(window.first, min(window.last, as_of)):
            continue
        reasons = [unit.why_not_required(bucket.first, bucket.last) for bucket in buckets]
        slots = [make_slot(obligation, bucket, not reason) for bucket, reason in zip(buckets, reasons, strict=True)]
        found = match(slots, by_unit.get(unit.id, ()))
        for slot, reason, record in zip(slots, reasons, found, strict=True):
            expected = _judge(promise, unit.id, slot, reason, record)
            if record is not None or slot.due <= as_of:
                yield expected


def _judge(promise: Promise, unit: str, slot: Slot, reason: str, record: Candidate | None) -> Expected:
    expected = promise.expect(unit, slot.bucket, slot.due, Outcome.HOLE)
    if record is not None:
        outcome = Outcome.LATE if record.done > slot.due else Outcome.MET
        return replace(expected, outcome=outcome, record=record.record)
    if reason:
        return replace(expected, outcome=Outcome.NOT_REQUIRED, reason=reason)
    return expected


def _crew_days(program: Program, promise: Promise, window: Window, as_of: date) -> Iterator[Expected]:
    found: dict[tuple[object, date], str] = {}
    for stored in program.records_by_type.get(promise.obligation.record, ()):
        found.setdefault((getattr(stored.value, "crew", None), stored.value.date), stored.value.id)
    applies = promise.policy.applies_to
    for id, stored_site in program.sites.items():
        site = stored_site.value
        if applies and id not in applies:
            continue
        for crew in site.crews:
            facts = facts_of(site, FACTS_OF_UNIT["crew-day"]) | {
                "site": frozenset({id}),
                "crew": frozenset({crew.id}),
                "shift": frozenset({crew.shift}),
            }
            if meets(facts, promise.obligation.where):
                days = _days_at_work(site, crew, window.first, min(window.last, as_of))
                yield from _each_crew_day(promise, crew.id, days, found, as_of)


def _days_at_work(site: Site, crew: Crew, first: date, last: date) -> Iterable[date]:
    first = max(first, crew.from_)
    last = min(last, crew.to) if crew.to else last
    for day in days_between(first, last):
        if crew.work_days is None:
            is_at_work = site.works_on(day)
        else:
            closed = any(closure.covers(day) for closure in site.calendar.closed)
            is_work_day = WEEKDAYS[day.weekday()] in crew.work_days
            is_at_work = is_work_day and site.is_active_on(day) and not closed
        # A crew register without members says nothing about who was there, so it excuses nothing.
        if is_at_work and (not crew.members or any(m.covers(day) for m in crew.members)):
            yield day


def _each_crew_day(
    promise: Promise,
    crew: str,
    days: Iterable[date],
    found: Mapping[tuple[object, date], str],
    as_of: date,
) -> Iterator[Expected]:
    for day in days:
        bucket = Bucket(day.isoformat(), write_day(day), day, day)
        due = with_grace(day, promise.obligation.grace)
        record = found.get((crew, day))
        outcome = Outcome.MET if record else Outcome.HOLE
        if record or due <= as_of:
            yield replace(promise.expect(crew, bucket, due, outcome), record=record)


def after_incidents(program: Program, promise: Promise, window: Window, as_of: date) -> Iterator[Expected]:
    """One record per incident of the window that `where` asks for; due so many days after it."""
    obligation = promise.obligation
    done: dict[str, tuple[date, str]] = {}
    for stored in program.records_by_type.get(obligation.record, ()):
        incident = getattr(stored.value, "incident", None)
        if isinstance(incident, str):
            finished = getattr(stored.value, "completed_on", None) or stored.value.date
            done.setdefault(incident, (finished, stored.value.id))
    for stored in program.records_by_type.get("incident", ()):
        record = stored.value
        facts = facts_of(record, FACTS_OF_UNIT["incident"]) | {"incident": frozenset({record.id})}
        if not window.covers(record.date) or not meets(facts, obligation.where):
            continue
        due = with_grace(with_grace(record.date, obligation.within), obligation.grace)
        bucket = Bucket(record.date.isoformat(), write_day(record.date), record.date, record.date)
        finished, id = done.get(record.id, (date.max, None))
        outcome = Outcome.HOLE if id is None else Outcome.LATE if finished > due else Outcome.MET
        if id is not None or due <= as_of:
            yield replace(promise.expect(record.id, bucket, due, outcome), record=id)


def _once_per_person(program: Program, promise: Promise, window: Window, as_of: date) -> Iterator[Expected]:
    by_person = candidates_by_unit(program, promise.policy, promise.obligation)
    records = program.record_by_id
    for unit in list_units(program, promise.policy, promise.obligation):
        hired = program.people[unit.id].value.hired_on
        if hired is None or not window.covers(hired) or not unit.is_active_in(hired, hired):
            continue
        bucket = Bucket(hired.isoformat(), write_day(hired), hired, hired)
        due = with_grace(with_grace(hired, promise.obligation.within), promise.obligation.grace)
        candidate = next(iter(by_person.get(unit.id, ())), None)
        if candidate is None:
            if due <= as_of:
                yield promise.expect(unit.id, bucket, due, Outcome.HOLE)
            continue
        # People are sometimes hired on a Friday and begin on Monday; the record says which day was the first at work.
        began = getattr(records[candidate.record].value, "first_work_day", None) or hired
        outcome = Outcome.LATE if candidate.done > max(due, began) else Outcome.MET
        yield replace(promise.expect(unit.id, bucket, due, outcome), record=candidate.record)
