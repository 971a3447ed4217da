"""The records that the program's own documents promise, and what became of each: met, late, explained, not required, or a hole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from builder.measure.promises.crew_day import crew_days
from builder.measure.promises.matching import Candidate, Slot, match
from builder.measure.promises.period import Bucket, list_buckets, with_grace
from builder.measure.promises.promise import Promise, candidates_by_unit, list_promises, make_slot
from builder.measure.promises.unit import FACTS_OF_UNIT, NotRequired, Unit, facts_of, list_units, meets
from builder.model.coverage import Expected, Outcome
from builder.model.day import add_period, write_day
from builder.model.history import History
from builder.model.program import Program
from builder.model.register import Explanation
from builder.model.snapshot import Window


def measure_expected(
    program: Program, window: Window, as_of: date, history: History | None = None
) -> tuple[Expected, ...]:
    """Every record that is promised for the window and was due by `as_of`, or is there already; sorted by id.

    Nothing is held against the time before a promise began (`beginning.py`: the company's adoption, the document, the obligation's own
    `since`); a record from before it still counts, on both sides of "n of m". A hole that `records/explained.yaml` explains stays in
    the set as explained, with who explained it and the corrective action.
    """
    found: list[Expected] = []
    for promise in list_promises(program, history):
        per, every = promise.obligation.per, promise.obligation.every
        if per == "crew-day":
            found.extend(crew_days(program, promise, window, as_of))
        elif per == "incident":
            found.extend(after_incidents(program, promise, window, as_of))
        elif every is not None:
            found.extend(_periodic(program, promise, window, as_of))
        elif per == "person":
            found.extend(_once_per_person(program, promise, window, as_of))
    explained = {stored.value.about: stored.value for stored in program.explained}
    placed = (_at_its_site(each, program) for each in found)
    return tuple(sorted((_explain(each, explained) for each in placed), key=lambda each: each.id))


def _at_its_site(expected: Expected, program: Program) -> Expected:
    """With the site that the record names: a truck is checked where it stands that day, not where the register has it now."""
    stored = program.record_by_id.get(expected.record or "")
    site = stored.value.site if stored else None
    return replace(expected, site=site) if site and site != expected.site else expected


def _explain(expected: Expected, explained: Mapping[str, Explanation]) -> Expected:
    entry = explained.get(expected.id)
    if expected.outcome is not Outcome.HOLE or entry is None:
        return expected
    return replace(
        expected,
        outcome=Outcome.EXPLAINED,
        reason=entry.reason,
        person=entry.person,
        corrective_action=entry.corrective_action,
    )


def _periodic(program: Program, promise: Promise, window: Window, as_of: date) -> Iterator[Expected]:
    obligation = promise.obligation
    assert obligation.every is not None
    buckets = list_buckets(obligation.every, window, as_of)
    by_unit = candidates_by_unit(program, promise.policy, obligation)
    for unit in list_units(program, promise.policy, obligation):
        if not unit.is_active_in(window.first, min(window.last, as_of)):
            continue
        reasons = [_why_not(promise, unit, bucket) for bucket in buckets]
        slots = [make_slot(obligation, bucket, reason is None) for bucket, reason in zip(buckets, reasons, strict=True)]
        found = match(slots, by_unit.get(unit.id, ()))
        for slot, reason, record in zip(slots, reasons, found, strict=True):
            # What ended before the promise began is no news to anybody.
            is_listed = record is not None or (slot.due <= as_of and slot.bucket.last >= promise.begins)
            if is_listed:
                yield _judge(promise, unit, slot, reason, record)


def _why_not(promise: Promise, unit: Unit, bucket: Bucket) -> NotRequired | None:
    """Why nothing is due for a period: the promise is too young for it, or the unit wasn't there.

    A calendar period counts from half of its days on. A rhythm counted backwards is broken only when a whole period has passed
    since the promise began: what has been promised yearly since April may still come next March.
    """
    is_young = bucket.first < promise.begins if bucket.is_rolling else not promise.binds(bucket.first, bucket.last)
    if is_young:
        first = ""
        if bucket.is_rolling and promise.obligation.every is not None:
            first = f", so the first is due by {write_day(add_period(promise.begins, promise.obligation.every))}"
        return NotRequired(f"held against the company since {write_day(promise.begins)}{first}", promise.policy.id)
    return unit.why_not_required(bucket.first, bucket.last)


def _judge(promise: Promise, unit: Unit, slot: Slot, reason: NotRequired | None, record: Candidate | None) -> Expected:
    site = unit.site_in(slot.bucket.first, slot.bucket.last)
    expected = promise.expect(unit.id, slot.bucket, slot.due, Outcome.HOLE, site)
    if record is not None:
        outcome = Outcome.LATE if record.done > slot.due else Outcome.MET
        return replace(expected, outcome=outcome, record=record.record)
    if reason is not None:
        return replace(expected, outcome=Outcome.NOT_REQUIRED, reason=reason.reason, shown_by=reason.shown_by)
    return expected


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
        finished, id = done.get(record.id, (date.max, None))
        is_held = record.date >= promise.begins
        outcome = Outcome.HOLE if id is None else Outcome.LATE if is_held and finished > due else Outcome.MET
        if id is not None or (is_held and due <= as_of):
            yield replace(
                promise.expect(record.id, _day_bucket(record.date), due, outcome, record.site or ""), record=id
            )


def _day_bucket(day: date) -> Bucket:
    return Bucket(day.isoformat(), write_day(day), day, day)


def _once_per_person(program: Program, promise: Promise, window: Window, as_of: date) -> Iterator[Expected]:
    by_person = candidates_by_unit(program, promise.policy, promise.obligation)
    records = program.record_by_id
    for unit in list_units(program, promise.policy, promise.obligation):
        hired = program.people[unit.id].value.hired_on
        if hired is None or not window.covers(hired) or not unit.is_active_in(hired, hired):
            continue
        is_held = hired >= promise.begins
        due = with_grace(with_grace(hired, promise.obligation.within), promise.obligation.grace)
        expected = promise.expect(unit.id, _day_bucket(hired), due, Outcome.HOLE, unit.site_in(hired, hired))
        candidate = next(iter(by_person.get(unit.id, ())), None)
        if candidate is None:
            if is_held and due <= as_of:
                yield expected
            continue
        # People are sometimes hired on a Friday and begin on Monday; the record says which day was the first at work.
        began = getattr(records[candidate.record].value, "first_work_day", None) or hired
        outcome = Outcome.LATE if is_held and candidate.done > max(due, began) else Outcome.MET
        yield replace(expected, outcome=outcome, record=candidate.record)
