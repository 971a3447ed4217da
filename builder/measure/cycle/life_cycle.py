"""Where the company stands in the life of its certificate: events from the registers and records, folded through the state machine."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from builder.measure.cycle.deadlines import list_deadlines
from builder.measure.cycle.maintenance import Maintenance, has_passed, list_maintenance
from builder.model.cycle import HELD, Cycle, Event, EventKind, State, step
from builder.model.cycle_rules import CycleRules
from builder.model.program import Program
from builder.model.register import Certificate
from builder.model.snapshot import Snapshot
from builder.model.standard import PassRule
from builder.read.cycle_file import read_cycle_rules
from builder.record_types.audit import Audit
from builder.record_types.self_assessment import SelfAssessment

_RANKS = {kind: rank for rank, kind in enumerate(EventKind)}


def measure_life_cycle(snapshot: Snapshot) -> Cycle | None:
    """The company's place in the cycle as of the snapshot's day; None for a program without a company."""
    if snapshot.program.company is None:
        return None
    rules = read_cycle_rules(snapshot.standard.id)
    return measure_cycle(snapshot.program, rules, snapshot.standard.pass_rules, snapshot.as_of)


def measure_cycle(program: Program, rules: CycleRules, pass_rules: Mapping[str, PassRule], as_of: date) -> Cycle:
    """The cycle of a program that has a company, as of a day.

    Records dated after the day, and days in records that lie after it, count as not yet happened.
    """
    assert program.company is not None
    company = program.company.value
    certificate = company.certificate
    years = list_maintenance(program, rules, pass_rules, as_of)
    events = tuple(sorted(each for each in _events(program, rules, pass_rules, years, as_of) if each.day <= as_of))
    state, since = fold(events)
    is_held = state in HELD and certificate.issued is not None
    return Cycle(
        as_of=as_of,
        state=state,
        since=since,
        year=_year(certificate.issued, as_of) if is_held and certificate.issued else None,
        years=len(years) + 1,
        scheme=certificate.scheme,
        number=certificate.number,
        issued=certificate.issued,
        ends=ends_on(certificate),
        events=events,
        deadlines=list_deadlines(program, rules, years, as_of),
    )


def fold(events: Iterable[Event]) -> tuple[State, date | None]:
    """The state after events in order, and the day on which it began; building since ever when nothing happened."""
    state, since = State.BUILDING, None
    for event in events:
        after = step(state, event.kind)
        # A new certificate begins a new time even where the company held one before.
        if after is not state or event.kind is EventKind.CERTIFICATE_ISSUED:
            state, since = after, event.day
    return state, since


def ends_on(certificate: Certificate) -> date | None:
    """The last day on which a certificate holds, an extension included."""
    days = [day for day in (certificate.expires, certificate.extended_to) if day]
    return max(days) if days else None


def _events(
    program: Program,
    rules: CycleRules,
    pass_rules: Mapping[str, PassRule],
    years: tuple[Maintenance, ...],
    as_of: date,
) -> Iterator[Event]:
    assert program.company is not None
    certificate = program.company.value.certificate
    yield from _of_certificate(certificate, rules)
    for stored in program.records_by_type.get("audit", ()):
        audit = stored.value
        if isinstance(audit, Audit) and audit.is_external and audit.begun_on:
            yield _event(audit.begun_on, EventKind.EXTERNAL_BEGUN, audit.id)
            if audit.ended_on and audit.ended_on <= as_of and has_passed(audit, pass_rules) is False:
                yield _event(audit.ended_on, EventKind.EXTERNAL_FAILED, audit.id)
    for stored in program.records_by_type.get("self-assessment", ()):
        own = stored.value
        if isinstance(own, SelfAssessment) and own.kind in ("certification", "recertification"):
            yield _event(own.first_document_on or own.date, EventKind.EXTERNAL_BEGUN, own.id)
            if own.outcome == "failed" and (ended := own.accepted_on or own.submitted_on):
                yield _event(ended, EventKind.EXTERNAL_FAILED, own.id)
    for year in years:
        if year.is_judged:
            yield from _of_year(year, rules)


def _of_certificate(certificate: Certificate, rules: CycleRules) -> Iterator[Event]:
    if certificate.letter:
        ended = certificate.letter.expires or rules.letter.after(certificate.letter.issued)
        yield _event(certificate.letter.issued, EventKind.LETTER_ISSUED)
        yield _event(ended + timedelta(days=1), EventKind.LETTER_ENDED)
    if certificate.issued is None:
        return
    yield _event(certificate.issued, EventKind.CERTIFICATE_ISSUED)
    ends = ends_on(certificate)
    if ends is not None and ends >= certificate.issued:
        opens = rules.recertification_opens.before(certificate.expires or ends)
        yield _event(max(opens, certificate.issued), EventKind.RECERTIFICATION_OPENS)
        yield _event(ends + timedelta(days=1), EventKind.CERTIFICATE_ENDED)


def _of_year(year: Maintenance, rules: CycleRules) -> Iterator[Event]:
    opens = max(rules.maintenance_opens.before(year.due), year.first)
    if year.begun_on is None or year.begun_on > opens:
        yield _event(opens, EventKind.MAINTENANCE_OPENS)
    for attempt in year.attempts:
        yield _event(attempt.begun_on, EventKind.MAINTENANCE_BEGUN, attempt.id)
        if attempt.ended_on is not None:
            kind = EventKind.MAINTENANCE_PASSED if attempt.is_passed else EventKind.MAINTENANCE_FAILED
            yield _event(attempt.ended_on, kind, attempt.id)
    if year.done_on is None or year.done_on > year.due:
        yield _event(year.due + timedelta(days=1), EventKind.MAINTENANCE_MISSED)


def _event(day: date, kind: EventKind, *about: str) -> Event:
    return Event(day, _RANKS[kind], kind, about)


def _year(issued: date, day: date) -> int:
    anniversary = (issued.month, min(issued.day, calendar.monthrange(day.year, issued.month)[1]))
    return day.year - issued.year + ((day.month, day.day) >= anniversary)
