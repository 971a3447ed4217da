"""Deadlines of the cycle, on the days on both sides of their borders."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model.cycle import DeadlineState
from tests.measure.cycle.cycle_company import COR, audit, company, cycle_of, deadlines_of, record

AS_OF = date(2026, 6, 30)


def gathering(ended: str) -> DeadlineState:
    days = {"first_document_on": "2026-04-07", "gathering_ended_on": ended}
    return deadlines_of({**company(COR), **audit("aud-0009", "2026-05-01", "maintenance", **days)}, AS_OF)[
        "aud-0009/gathering"
    ][1]


def test_gathering_may_end_on_day_forty_five_and_not_on_day_forty_six() -> None:
    assert gathering("2026-05-21") is DeadlineState.DONE
    assert gathering("2026-05-22") is DeadlineState.LATE


@pytest.mark.parametrize(
    ("submitted", "state"), [("2026-05-22", DeadlineState.DONE), ("2026-05-23", DeadlineState.LATE)]
)
def test_report_may_come_on_day_twenty_one_and_not_on_day_twenty_two(submitted: str, state: DeadlineState) -> None:
    days = {"first_document_on": "2026-04-07", "gathering_ended_on": "2026-05-01", "submitted_on": submitted}
    found = deadlines_of({**company(COR), **audit("aud-0009", "2026-05-01", "maintenance", **days)}, AS_OF)

    assert found["aud-0009/submission"] == (date(2026, 5, 22), state)


@pytest.mark.parametrize(
    ("answered", "state"), [("2026-06-04", DeadlineState.DONE), ("2026-06-05", DeadlineState.LATE)]
)
def test_request_may_be_answered_on_day_fifteen_and_not_on_day_sixteen(answered: str, state: DeadlineState) -> None:
    asked = f"[{{requested_on: 2026-05-20, answered_on: {answered}}}]"
    files = {**company(COR), **audit("aud-0009", "2026-05-01", "maintenance", score="80", quality_requests=asked)}

    assert deadlines_of(files, AS_OF)["aud-0009/quality-1"] == (date(2026, 6, 4), state)


def test_what_is_dated_after_the_as_of_day_is_still_open() -> None:
    days = {"first_document_on": "2026-04-07", "gathering_ended_on": "2026-05-01"}
    files = {**company(COR), **audit("aud-0009", "2026-04-07", "maintenance", **days)}

    assert deadlines_of(files, date(2026, 4, 30))["aud-0009/gathering"][1] is DeadlineState.OPEN
    assert "aud-0009/submission" not in deadlines_of(files, date(2026, 4, 30))


def test_internal_and_withdrawn_audits_have_no_deadlines() -> None:
    own = audit("aud-0008", "2026-05-01", "internal", first_document_on="2026-04-07")
    given_up = audit("aud-0009", "2026-05-01", "maintenance", first_document_on="2026-04-07", outcome="withdrawn")

    assert not [id for id in deadlines_of({**company(COR), **own, **given_up}, AS_OF) if id.startswith("aud-")]


def test_small_employers_self_assessment_has_fifteen_days() -> None:
    files = record("self-assessment", "sa-0001", "2026-06-01", kind="certification", first_document_on="2026-06-01")

    assert deadlines_of({**company(COR), **files}, AS_OF)["sa-0001/gathering"] == (
        date(2026, 6, 15),
        DeadlineState.MISSED,
    )


def test_our_own_auditors_certification_and_the_peer_audit_owed_are_deadlines() -> None:
    own = record("auditor", "aur-0001", "2026-01-05", person="P-002", standing="own", expires="2027-02-16")
    foreign = record("auditor", "aur-0002", "2026-01-05", auditor_name="H. Sim", expires="2027-02-17")
    owed = record("peer-audit", "pa-0001", "2026-01-05", owed_by="2026-05-31", done_on="2026-05-30")
    found = deadlines_of({**company(COR), **own, **foreign, **owed}, AS_OF)

    assert found["aur-0001/expires"] == (date(2027, 2, 16), DeadlineState.OPEN)
    assert "aur-0002/expires" not in found
    assert found["pa-0001/owed"] == (date(2026, 5, 31), DeadlineState.DONE)


def test_letter_must_become_a_certificate_within_180_days() -> None:
    found = deadlines_of(company("scheme: COR, letter: {issued: 2026-01-10}"), AS_OF)

    assert found["certificate/letter"] == (date(2026, 7, 9), DeadlineState.OPEN)


def test_each_deadline_says_why_and_from_where() -> None:
    days = {"first_document_on": "2026-04-07", "gathering_ended_on": "2026-05-01"}
    cycle = cycle_of({**company(COR), **audit("aud-0009", "2026-05-01", "maintenance", **days)}, AS_OF)

    assert len(cycle.deadlines) == 5
    assert all(each.why.endswith(".") and "read 2026-11-22" in each.source for each in cycle.deadlines)
