"""Statistics: counts, rates with their constant, missing hours, and differences that chance would not make."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.statistics import Statistics, measure_statistics, tell_apart
from tests.measure.small import read_small

MONTHS = [(2025, month) for month in range(7, 13)] + [(2026, month) for month in range(1, 7)]


def hours(*, each: int = 1000, without: tuple[int, int] = (0, 0), years_back: int = 0) -> dict[str, str | None]:
    files: dict[str, str | None] = {}
    for number, (year, month) in enumerate(MONTHS, 1):
        if (year, month) != without:
            id = f"hrs-{years_back}{number:03}"
            year -= years_back
            text = f"id: {id}\ndate: {year}-{month:02}-28\nsite: yard\nrecorded_by: P-002\nmonth: '{year}-{month:02}'\nhours: {each}\n"
            files[f"records/hours-worked/{year}/{id}.yaml"] = text
    return files


def incident(id: str, day: str, name: str, more: str = "") -> dict[str, str | None]:
    text = f"id: {id}\ndate: {day}\nsite: yard\nrecorded_by: P-002\nclass: {name}\noccurred_at: '10:00'\ndescription: It fell.\nimmediate_action: Stopped.\n{more}"
    return {f"records/incident/{day[:4]}/{id}.yaml": text}


def measured(files: dict[str, str | None], as_of: date = date(2026, 6, 30)) -> Statistics:
    return measure_statistics(read_small(files), as_of)


def test_rates_are_counted_on_200_000_hours_and_leave_first_aid_and_near_misses_out() -> None:
    found = measured(
        hours()
        | incident("inc-0101", "2026-01-10", "lost-time", "days_lost: 6\n")
        | incident("inc-0102", "2026-02-10", "medical-aid")
        | incident("inc-0103", "2026-03-10", "restricted-work")
        | incident("inc-0104", "2026-03-11", "first-aid")
        | incident("inc-0105", "2026-03-12", "near-miss")
    )
    assert found.total.hours == 12_000
    # 200,000 / 12,000 = 16.67 a case.
    assert [(rate.name, rate.count, rate.value) for rate in found.rates] == [
        ("LTIF", 1, Decimal("16.7")),
        ("TRIF", 3, Decimal("50.0")),
        ("SR", 6, Decimal("100.0")),
    ]
    assert found.months[8].incidents == {
        "first-aid": ("inc-0104",),
        "near-miss": ("inc-0105",),
        "restricted-work": ("inc-0103",),
    }


def test_without_hours_there_is_no_rate_and_never_a_zero() -> None:
    found = measured(incident("inc-0101", "2026-01-10", "lost-time"))
    assert [rate.value for rate in found.rates] == [None, None, None]
    assert found.rates[0].count == 1
    assert found.rates[0].why_not == "no hours are recorded"


def test_a_month_without_hours_is_named_and_no_rate_is_made_from_the_rest() -> None:
    found = measured(hours(without=(2026, 5)))
    assert "yard, May 2026" in found.missing_hours
    assert found.rates[1].value is None
    assert "yard, May 2026" in found.rates[1].why_not


def test_a_month_in_progress_is_left_out() -> None:
    assert measured(hours(), date(2026, 6, 29)).last == date(2026, 5, 31)
    assert measured(hours(), date(2026, 6, 30)).last == date(2026, 6, 30)
    assert measured(hours(), date(2024, 2, 29)).last == date(2024, 2, 29)


def test_one_case_more_is_no_trend_and_ten_more_are() -> None:
    before = hours(years_back=1)
    few = measured(before | hours() | incident("inc-0101", "2026-01-10", "medical-aid"))
    assert next((each.before, each.now, each.words) for each in few.trends) == (0, 1, "no more than chance could make")
    files = before | hours()
    for number in range(10):
        files |= incident(f"inc-02{number:02}", f"2025-0{1 + number % 6}-1{number}", "near-miss")
    assert measured(files).trends[2].words == "fewer for the hours worked"
    assert measured(hours()).trends == ()


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 10**6), st.integers(1, 10**6))
def test_telling_two_periods_apart_does_not_depend_on_their_order(a: int, b: int, x: int, y: int) -> None:
    assert tell_apart(a, b, x, y) == tell_apart(b, a, y, x)


@given(st.integers(0, 60), st.integers(1, 10**6))
def test_the_same_count_in_the_same_hours_is_never_a_difference(count: int, worked: int) -> None:
    assert not tell_apart(count, count, worked, worked)
