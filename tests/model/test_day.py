"""Days are written in one way only, and a period of months is as long as people mean it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from builder.model.day import (
    Day,
    Period,
    add_months,
    add_period,
    days_between,
    parse_day,
    subtract_period,
    write_day,
)

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
PERIODS = st.builds(Period, months=st.integers(0, 1200), days=st.integers(0, 36525)).filter(
    lambda each: each != Period()
)


class Card(BaseModel):
    model_config = ConfigDict(strict=True)

    issued: Day
    review: Period | None = None


def test_a_day_is_read_from_its_one_spelling() -> None:
    assert parse_day("2026-03-04") == date(2026, 3, 4)
    assert parse_day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "value",
    [
        1699920000,
        "1699920000",
        20260304,
        "20260304",
        1699920000.0,
        True,
        None,
        "",
        "2026-03-04T00:00:00",
        "2026-03-04T00:00:00Z",
        "2026-03-04 00:00",
        datetime(2026, 3, 4, 12, 0),
        "2026-3-4",
        "04/03/2026",
        "March 4, 2026",
        "2026-W10-3",
        "2026-03-04 ",
        " 2026-03-04",
        "2026-03-04\n",
        "２０２６-03-04",
        "-026-03-04",
    ],
)
def test_everything_else_is_refused_and_told_how_to_write_a_day(value: object) -> None:
    with pytest.raises(ValueError, match="written YYYY-MM-DD"):
        parse_day(value)


@pytest.mark.parametrize("text", ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01"])
def test_a_day_that_does_not_exist_is_said_to_be_not_in_the_calendar(text: str) -> None:
    with pytest.raises(ValueError, match=f"{text} is not in the calendar"):
        parse_day(text)


@pytest.mark.parametrize("text", ["0202-03-04", "1026-03-04", "2206-03-04", "9999-12-31"])
def test_a_slip_in_the_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="can't be meant"):
        parse_day(text)


@pytest.mark.parametrize("value", ["1699920000", "2026-03-04T00:00:00", "2026-02-30"])
def test_a_model_refuses_the_same_values_in_json(value: str) -> None:
    with pytest.raises(ValidationError):
        Card.model_validate_json(f'{{"issued": "{value}"}}')
    with pytest.raises(ValidationError):
        Card.model_validate_json('{"issued": 1699920000}')
    assert Card.model_validate_json('{"issued": "2026-03-04"}').issued == date(2026, 3, 4)


def test_a_monthly_check_on_the_31st_is_due_on_the_last_day_of_february() -> None:
    assert add_period(date(2026, 1, 31), Period(months=1)) == date(2026, 2, 28)
    assert add_period(date(2024, 1, 31), Period(months=1)) == date(2024, 2, 29)
    assert add_period(date(2026, 1, 31), Period(months=2)) == date(2026, 3, 31)


def test_a_month_before_the_31st_of_march_is_the_end_of_february() -> None:
    assert subtract_period(date(2026, 3, 31), Period(months=1)) == date(2026, 2, 28)


def test_months_carry_over_the_turn_of_the_year() -> None:
    assert add_months(date(2025, 11, 15), 3) == date(2026, 2, 15)
    assert add_months(date(2026, 2, 15), -3) == date(2025, 11, 15)
    assert add_months(date(2026, 12, 1), 12) == date(2027, 12, 1)


@given(DAYS, st.integers(0, 600))
def test_adding_months_and_taking_them_away_comes_back_within_three_days(day: date, months: int) -> None:
    back = add_months(add_months(day, months), -months)
    assert timedelta(0) <= day - back <= timedelta(days=3)
    assert (back.year, back.month) == (day.year, day.month)


@given(DAYS, st.integers(0, 600))
def test_adding_months_lands_in_the_month_that_many_later(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


@given(DAYS, DAYS, PERIODS)
def test_a_later_start_never_gives_an_earlier_end(one: date, other: date, period: Period) -> None:
    first, last = sorted((one, other))
    assert add_period(first, period) <= add_period(last, period)


@given(DAYS, PERIODS)
def test_a_period_always_leads_to_a_later_day(day: date, period: Period) -> None:
    assert subtract_period(day, period) < day < add_period(day, period)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P12M", Period(months=12)),
        ("P1Y", Period(months=12)),
        ("P1Y6M", Period(months=18)),
        ("P2W", Period(days=14)),
        ("P5D", Period(days=5)),
        ("P1M10D", Period(months=1, days=10)),
    ],
)
def test_a_period_is_read_from_iso_8601(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text", ["", "P", "12M", "P12", "p12m", "P-1M", "P1.5M", "PT5H", "monthly", "P1M ", "P1D1M", "P１２M"]
)
def test_other_spellings_of_a_period_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="written like P12M"):
        Period.parse(text)


@pytest.mark.parametrize("value", [12, None, True, 1.5])
def test_a_period_that_is_not_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="written like P12M"):
        Period.parse(value)


@pytest.mark.parametrize("text", ["P0D", "P0M", "P0Y0M0W0D"])
def test_a_period_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="can't be nothing"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["P101Y", "P1201M", "P5220W", "P99999D", "P999Y9999M"])
def test_a_period_of_more_than_a_hundred_years_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="longer than a hundred years"):
        Period.parse(text)


@given(PERIODS)
def test_a_period_written_out_reads_back_the_same(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_a_period_survives_a_model_and_json(period: Period) -> None:
    card = Card(issued=date(2026, 3, 4), review=period)
    assert Card.model_validate_json(card.model_dump_json()) == card


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(months=12), "12 months"),
        (Period(months=1), "1 month"),
        (Period(days=14), "2 weeks"),
        (Period(days=7), "1 week"),
        (Period(days=1), "1 day"),
        (Period(months=1, days=5), "1 month and 5 days"),
    ],
)
def test_a_period_has_plain_words(period: Period, words: str) -> None:
    assert period.words == words


def test_days_between_holds_both_ends_and_nothing_when_turned_round() -> None:
    assert list(days_between(date(2026, 2, 27), date(2026, 3, 1))) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]
    assert list(days_between(date(2026, 3, 1), date(2026, 3, 1))) == [date(2026, 3, 1)]
    assert list(days_between(date(2026, 3, 2), date(2026, 3, 1))) == []


def test_a_day_is_written_in_words_for_people() -> None:
    assert write_day(date(2026, 3, 4)) == "4 March 2026"
