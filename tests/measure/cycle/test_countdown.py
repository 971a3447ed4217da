"""The countdown to the next audit."""

from __future__ import annotations

from datetime import date

from builder.measure.cycle.countdown import Countdown, measure_countdown
from tests.measure.cycle.cycle_company import COR, Files, audit, company
from tests.measure.small import snapshot_of

AS_OF = date(2026, 6, 30)


def countdown(files: Files) -> Countdown | None:
    return measure_countdown(snapshot_of(files, AS_OF))


def test_booked_audit_is_counted_back_from_its_first_day() -> None:
    found = countdown({**company(COR), **audit("aud-0009", "2026-06-01", "recertification", planned_from="2026-09-14")})

    assert found is not None
    days = {each.key: each.day for each in found.steps}
    assert days["year-before"] == date(2025, 9, 14)
    assert days["gap-review"] == date(2026, 7, 16)
    assert days["week-before"] == date(2026, 9, 7)
    assert days["closing"] == date(2026, 9, 15)
    assert found.about == ("aud-0009",)


def test_without_a_booking_it_leaves_time_for_gathering_and_submission() -> None:
    found = countdown(company(f"{COR}, extended_to: 2026-12-31", more="adopted_on: 2026-04-01\n"))

    assert found is not None
    assert found.first == date(2026, 10, 26)
    assert found.reason.startswith("No audit is booked. 66 days")


def test_audit_with_a_result_is_not_counted_down_to() -> None:
    done = audit("aud-0009", "2026-06-01", "maintenance", first_document_on="2026-05-20", score="80")
    found = countdown({**company(COR, more="adopted_on: 2026-04-01\n"), **done})

    assert found is not None
    assert found.about == ()


def test_company_without_a_certificate_or_an_audit_has_no_countdown() -> None:
    assert countdown({}) is None
