"""Where a company stands in the life of its certificate, from its registers and records."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from builder.measure.cycle.life_cycle import fold, measure_cycle
from builder.model.cycle import HELD, Event, EventKind, State
from builder.model.program import Program
from builder.model.record import Record
from builder.model.register import Certificate, Company, StandardChoice
from builder.model.standard import PassRule
from builder.model.stored import Stored
from builder.read.cycle_file import read_cycle_rules
from builder.record_types.audit import Audit
from tests.measure.cycle.cycle_company import COR, audit, company, cycle_of, record, state_of

M1 = audit("aud-0001", "2024-10-11", "maintenance", score="86")
M2 = audit("aud-0002", "2025-10-09", "maintenance", score="91")
WHOLE = {**company(COR), **M1, **M2}
PASS = {
    "maintenance": PassRule(overall=60, source="x"),
    "recertification": PassRule(overall=80, element=50, source="x"),
}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2023, 11, 23), State.BUILDING),
        (date(2023, 11, 24), State.VALID),
        (date(2024, 5, 29), State.VALID),
        (date(2024, 5, 30), State.MAINTENANCE_DUE),
        (date(2024, 10, 11), State.MAINTENANCE_DONE),
        (date(2025, 5, 29), State.MAINTENANCE_DONE),
        (date(2025, 5, 30), State.MAINTENANCE_DUE),
        (date(2025, 10, 9), State.MAINTENANCE_DONE),
        (date(2026, 5, 24), State.RECERTIFICATION_DUE),
        (date(2026, 11, 24), State.RECERTIFICATION_DUE),
        (date(2026, 11, 25), State.LAPSED),
    ],
)
def test_three_years_of_a_certificate(day: date, state: State) -> None:
    assert state_of(WHOLE, day) is state


def test_year_of_the_certificate_is_counted_from_its_issue() -> None:
    years = {day: cycle_of(WHOLE, day).year for day in (date(2023, 11, 24), date(2024, 11, 23), date(2024, 11, 24))}

    assert list(years.values()) == [1, 1, 2]
    assert cycle_of(WHOLE, date(2026, 11, 25)).year is None


def test_missed_maintenance_cancels_on_the_day_after_its_last() -> None:
    assert state_of(company(COR), date(2024, 11, 30)) is State.MAINTENANCE_DUE
    assert state_of(company(COR), date(2024, 12, 1)) is State.CANCELLED


def test_partner_with_a_day_of_its_own_cancels_on_that() -> None:
    assert state_of(company(COR, "ccsa"), date(2024, 12, 31)) is State.MAINTENANCE_DUE
    assert state_of(company(COR, "ccsa"), date(2025, 1, 1)) is State.CANCELLED


def test_maintenance_that_is_under_way_on_its_last_day_does_not_cancel() -> None:
    files = {
        **company(COR),
        **audit("aud-0001", "2024-11-20", "maintenance", first_document_on="2024-11-20"),
    }

    assert state_of(files, date(2024, 12, 20)) is State.MAINTENANCE_UNDER_WAY


def test_year_before_the_program_moved_into_git_is_not_known_rather_than_missed() -> None:
    files = company(COR, more="adopted_on: 2025-01-15\n")

    assert state_of(files, date(2025, 2, 1)) is State.VALID
    assert "certificate/maintenance-2" not in {each.id for each in cycle_of(files, date(2025, 2, 1)).deadlines}


def test_action_plan_stands_for_the_audit_once_its_report_is_in() -> None:
    plan = record(
        "action-plan",
        "apl-0001",
        "2024-04-10",
        purpose="instead-of-maintenance",
        approved_by="P-001",
        agreed_on="2024-04-10",
        due="2024-11-15",
        final_report_on="2024-11-12",
        items="[{text: More drills}]",
        signatures="[{person: P-001, date: 2024-04-10, method: electronic}]",
    )

    assert state_of({**company(COR), **plan}, date(2024, 11, 11)) is State.MAINTENANCE_UNDER_WAY
    assert state_of({**company(COR), **plan}, date(2024, 11, 12)) is State.MAINTENANCE_DONE


def test_external_audit_leads_to_recertification_under_way_and_lapses_with_the_certificate() -> None:
    files = {**WHOLE, **audit("aud-0003", "2026-10-19", "recertification", first_document_on="2026-10-19")}

    assert state_of(files, date(2026, 10, 31)) is State.RECERTIFICATION_UNDER_WAY
    assert state_of(files, date(2026, 11, 25)) is State.LAPSED


def test_extension_keeps_the_certificate() -> None:
    files = {**WHOLE, **company(f"{COR}, extended_to: 2027-01-31")}

    assert state_of(files, date(2027, 1, 31)) is State.RECERTIFICATION_DUE
    assert state_of(files, date(2027, 2, 1)) is State.LAPSED


def test_failed_recertification_is_due_again() -> None:
    more = {"first_document_on": "2026-09-01", "submitted_on": "2026-10-01", "score": "71", "outcome": "failed"}
    files = {**WHOLE, **audit("aud-0003", "2026-09-20", "recertification", **more)}

    assert state_of(files, date(2026, 9, 30)) is State.RECERTIFICATION_UNDER_WAY
    assert state_of(files, date(2026, 10, 1)) is State.RECERTIFICATION_DUE


def test_first_steps_letter_and_certification() -> None:
    letter = company("scheme: COR, letter: {issued: 2026-01-10}")

    assert state_of(company("scheme: COR"), date(2026, 6, 1)) is State.BUILDING
    assert state_of(letter, date(2026, 7, 9)) is State.LETTER
    assert state_of(letter, date(2026, 7, 10)) is State.BUILDING
    begun = {**letter, **audit("aud-0001", "2026-05-04", "certification", first_document_on="2026-05-04")}
    assert state_of(begun, date(2026, 5, 4)) is State.CERTIFICATION


@pytest.mark.parametrize("expires", ["2026-11-24", "2026-05-24"])
def test_certificate_of_a_year_or_less_has_no_maintenance(expires: str) -> None:
    files = company(f"scheme: COR, number: '1', issued: 2025-11-24, expires: {expires}")

    assert not [each for each in cycle_of(files, date(2026, 5, 1)).deadlines if "maintenance" in each.id]
    assert state_of(files, date.fromisoformat(expires)) is State.RECERTIFICATION_DUE


DAYS = some.dates(date(2023, 1, 1), date(2027, 12, 31))


@some.composite
def audits(draw: some.DrawFn) -> tuple[Audit, ...]:
    found = []
    for number in range(draw(some.integers(0, 6))):
        first = draw(DAYS)
        score = draw(some.none() | some.integers(0, 100))
        ended = first + timedelta(days=draw(some.integers(0, 60))) if score is not None else None
        kind = draw(some.sampled_from(["certification", "maintenance", "recertification", "internal", "limited-scope"]))
        fields = {"id": f"aud-{number:04}", "date": first, "kind": kind, "first_document_on": first}
        found.append(Audit.model_validate({**fields, "gathering_ended_on": ended, "score": score}))
    return tuple(found)


@given(audits(), some.none() | DAYS, some.integers(1, 3), DAYS)
def test_any_history_gives_exactly_one_state(
    made: tuple[Audit, ...], issued: date | None, years: int, as_of: date
) -> None:
    expires = issued + timedelta(days=365 * years) if issued else None
    certificate = Certificate(scheme="COR", issued=issued, expires=expires)
    value = Company(
        name="A", partner="acsa", certificate=certificate, standard=StandardChoice(id="alberta-cor", edition="2023")
    )

    def stored(record: Record) -> Stored[Record]:
        return Stored(record, f"records/audit/{record.id}.yaml", {}, "", "", 0)

    program = Program(
        company=Stored(value, "records/company.yaml", {}, "", "", 0), records=tuple(stored(each) for each in made)
    )
    cycle = measure_cycle(program, read_cycle_rules(), PASS, as_of)

    assert cycle.state in State
    assert cycle == measure_cycle(program, read_cycle_rules(), PASS, as_of)
    assert cycle.is_held == (cycle.state in HELD)
    # A certificate is held only inside its own days, and every deadline is in order.
    assert not cycle.is_held or (issued is not None and expires is not None and issued <= as_of <= expires)
    assert [each.day for each in cycle.deadlines] == sorted(each.day for each in cycle.deadlines)
    assert all(event.day <= as_of for event in cycle.events)


@given(some.lists(some.tuples(DAYS, some.sampled_from(list(EventKind)))))
def test_fold_says_since_when_the_state_holds(pairs: list[tuple[date, EventKind]]) -> None:
    events = sorted(Event(day, list(EventKind).index(kind), kind) for day, kind in pairs)
    state, since = fold(events)

    assert (since is None) == (state is State.BUILDING and fold(events)[1] is None)
    assert since is None or since in {event.day for event in events}
    assert fold([event for event in events if since is None or event.day <= since])[0] is state
