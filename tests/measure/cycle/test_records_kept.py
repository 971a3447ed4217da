"""Months of records without a break, and what they are enough for."""

from __future__ import annotations

from datetime import date

from builder.measure.cycle.records_kept import RecordsKept, measure_records_kept
from tests.measure.small import inspection, snapshot_of


def kept(days: list[str], as_of: date = date(2026, 6, 30)) -> RecordsKept:
    own: dict[str, str | None] = {f"records/inspection/2026/insp-000{n}.yaml": None for n in (1, 2)}
    for number, day in enumerate(days, 11):
        own[f"records/inspection/{day[:4]}/insp-00{number}.yaml"] = inspection(f"insp-00{number}", day)
    return measure_records_kept(snapshot_of(own, as_of))


def test_no_records_are_enough_for_a_letter() -> None:
    found = kept([])

    assert (found.months, found.first, found.enough_for.months) == (0, None, 0)
    assert "With 3 months" in found.words


def test_three_months_are_enough_for_a_year() -> None:
    found = kept(["2026-06-02", "2026-05-20", "2026-04-15"])

    assert (found.months, found.enough_for.months) == (3, 3)
    assert found.next is not None
    assert found.next.months == 12


def test_a_month_without_records_ends_the_run() -> None:
    assert kept(["2026-06-02", "2026-04-15"]).months == 1


def test_twelve_months_are_enough_for_three_years() -> None:
    days = [f"{2025 if month > 6 else 2026}-{month:02}-15" for month in range(1, 13)]
    found = kept(days)

    assert (found.months, found.enough_for.months, found.next) == (12, 12, None)
