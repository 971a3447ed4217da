"""The COR clock above what is due."""

from __future__ import annotations

from datetime import date

from builder.render.report.clock import write_clock
from tests.measure.cycle.cycle_company import COR, Files, audit, company
from tests.measure.small import snapshot_of


def clock(files: Files, as_of: date) -> str:
    return "\n".join(write_clock(snapshot_of(files, as_of)))


def test_company_without_a_certificate_reads_how_far_its_records_reach() -> None:
    text = clock({}, date(2026, 6, 30))

    assert text.startswith("COR clock: building the program, no certificate yet.")
    assert "Field records of 1 month without a break" not in text
    assert "No month with field records yet: no certificate, only a temporary letter (TLC)" in text


def test_state_year_and_next_deadline_with_the_days_left() -> None:
    begun = audit("aud-0001", "2026-10-19", "recertification", first_document_on="2026-10-19")
    text = clock({**company(COR, more="adopted_on: 2026-11-01\n"), **begun}, date(2026, 10, 31))

    assert "recertification under way (since 2026-10-19); year 3 of 3 of certificate 2023-77" in text
    assert "next: 2026-11-24, in 24 days: recertification audit before the COR certificate runs out" in text
    assert "beware: gathering may run until 2026-12-02, but the certificate ends on 2026-11-24" in text


def test_missed_days_stay_in_sight() -> None:
    assert "missed 2024-11-30: year-2 maintenance" in clock(company(COR), date(2025, 1, 10))
