"""Calendar periods and periods counted backwards."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.promises.period import bucket_at, list_buckets, with_grace
from builder.model.day import Period
from builder.model.snapshot import Window

DAYS = st.dates(date(2001, 1, 1), date(2199, 12, 31))
CALENDAR = st.sampled_from([Period.parse(text) for text in ("P1D", "P1W", "P1M", "P3M")])
EVERY = st.sampled_from(
    [Period.parse(text) for text in ("P1D", "P1W", "P2W", "P10D", "P1M", "P2M", "P3M", "P6M", "P12M", "P36M")]
)


@pytest.mark.parametrize(
    ("every", "key", "words", "first", "last"),
    [
        ("P1D", "2026-05-07", "7 May 2026", date(2026, 5, 7), date(2026, 5, 7)),
        ("P1W", "2026-W19", "week 19 of 2026", date(2026, 5, 4), date(2026, 5, 10)),
        ("P1M", "2026-05", "May 2026", date(2026, 5, 1), date(2026, 5, 31)),
        ("P3M", "2026-Q2", "April to June 2026", date(2026, 4, 1), date(2026, 6, 30)),
    ],
)
def test_calendar_period_holds_the_day(every: str, key: str, words: str, first: date, last: date) -> None:
    bucket = bucket_at(Period.parse(every), date(2026, 5, 7))

    assert (bucket.key, bucket.words, bucket.first, bucket.last) == (key, words, first, last)


def test_first_days_of_january_belong_to_the_last_week_of_the_old_year() -> None:
    assert bucket_at(Period.parse("P1W"), date(2027, 1, 3)).key == "2026-W53"


def test_every_twelve_months_is_one_period_that_ends_on_the_as_of_day() -> None:
    window = Window(date(2025, 11, 1), date(2026, 10, 31))

    (bucket,) = list_buckets(Period.parse("P12M"), window, date(2026, 10, 31))

    assert (bucket.key, bucket.first, bucket.last) == ("2026", date(2025, 11, 1), date(2026, 10, 31))
    assert bucket.words == "the 12 months to 31 October 2026"


def test_every_thirty_six_months_reaches_back_beyond_the_window() -> None:
    window = Window(date(2025, 11, 1), date(2026, 10, 31))

    (bucket,) = list_buckets(Period.parse("P36M"), window, date(2026, 10, 31))

    assert bucket.first == date(2023, 11, 1)


def test_every_six_months_is_two_periods_in_a_year() -> None:
    window = Window(date(2025, 11, 1), date(2026, 10, 31))

    buckets = list_buckets(Period.parse("P6M"), window, date(2026, 10, 31))

    assert [bucket.key for bucket in buckets] == ["2026-H1", "2026-H2"]


def test_period_that_began_before_the_window_belongs_to_it_when_it_ends_inside() -> None:
    window = Window(date(2025, 11, 23), date(2026, 11, 22))

    buckets = list_buckets(Period.parse("P1M"), window, date(2026, 11, 22))

    assert [bucket.key for bucket in buckets][0::12] == ["2025-11", "2026-11"]


def test_monthly_grace_at_the_end_of_january_stays_inside_february() -> None:
    assert with_grace(date(2026, 1, 31), Period.parse("P1M")) == date(2026, 2, 28)


@given(EVERY, DAYS, st.integers(0, 800))
def test_periods_follow_each_other_without_overlap_up_to_the_as_of_day(every: Period, first: date, length: int) -> None:
    as_of = first + timedelta(days=length)
    buckets = list_buckets(every, Window(first, as_of), as_of)

    assert buckets[-1].first <= as_of <= buckets[-1].last
    for earlier, later in pairwise(buckets):
        assert earlier.last + timedelta(days=1) == later.first
    assert len({bucket.key for bucket in buckets}) == len(buckets)


@given(CALENDAR, DAYS, st.integers(1, 400), st.integers(1, 400))
def test_of_two_windows_in_a_row_no_period_is_lost_and_none_counted_twice(
    every: Period, first: date, one: int, two: int
) -> None:
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=two)
    as_of = last + timedelta(days=1000)

    halves = [
        *list_buckets(every, Window(first, middle), as_of),
        *list_buckets(every, Window(middle + timedelta(days=1), last), as_of),
    ]

    assert halves == list(list_buckets(every, Window(first, last), as_of))
