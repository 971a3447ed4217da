"""Days of a spreadsheet are read as they were meant or not at all: what a column doesn't show, nobody guesses."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.bring_in.days import DayColumn, DayOrder, UnreadDayError, decide_orders, is_day, read_day
from builder.bring_in.tables.table import Unreadable

DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
FORMS = {
    "iso": "%Y-%m-%d",
    "slashes": "%Y/%m/%d",
    "plain": "%Y%m%d",
    "name": "%d %b %Y",
    "excel": "%d-%b-%y",
    "american": "%B %d, %Y",
    "short": "%b %d %Y",
    "stamp": "%Y-%m-%dT%H:%M:%S",
    "time": "%Y-%m-%d 07:31",
    "weekday": "%a, %d %b %Y",
}


@given(DAYS, st.sampled_from(sorted(FORMS)))
def test_a_day_that_can_only_be_one_is_read_in_every_form(day: date, form: str) -> None:
    assert read_day(day.strftime(FORMS[form]), DayColumn()) == day


@given(DAYS)
def test_numbers_are_the_day_that_was_meant_or_are_refused(day: date) -> None:
    text = day.strftime("%d/%m/%Y")
    column = decide_orders([text])
    if day.day <= 12 and day.day != day.month:
        assert column.is_open
        with pytest.raises(UnreadDayError, match=" or "):
            read_day(text, column)
    else:
        assert read_day(text, column) == day


@given(st.lists(DAYS, min_size=1, max_size=8))
def test_one_value_that_shows_the_order_decides_for_the_whole_column(days: list[date]) -> None:
    column = decide_orders([day.strftime("%m/%d/%Y") for day in (*days, date(2026, 3, 25))])
    assert column.orders == {DayOrder.MONTH_FIRST}
    assert [read_day(day.strftime("%m/%d/%Y"), column) for day in days] == days


@pytest.mark.parametrize(
    ("values", "orders"),
    [
        (["03/04/2026", "25/03/2026"], {"day-first"}),
        (["03/04/2026", "03/25/2026"], {"month-first"}),
        (["03/04/2026", "5/6/2026"], {"day-first", "month-first"}),
        (["03-04-26", "05-06-26"], {"day-first", "month-first", "year-first"}),
        (["3-4-26", "45"], {"day-first", "month-first"}),
        (["26/03/25", "26/03/31"], {"day-first", "year-first"}),
        (["99/03/25"], {"year-first"}),
    ],
)
def test_what_a_column_shows(values: list[str], orders: set[str]) -> None:
    assert {order.value for order in decide_orders(values).orders} == orders


def test_values_that_contradict_each_other_are_read_where_they_can_only_be_one_day() -> None:
    column = decide_orders(["25/03/2026", "03/25/2026", "03/04/2026"])
    assert column.is_mixed
    assert not column.is_open
    assert read_day("25/03/2026", column) == read_day("03/25/2026", column) == date(2026, 3, 25)
    with pytest.raises(UnreadDayError, match="can be 4 March 2026 or 3 April 2026"):
        read_day("03/04/2026", column)


def test_a_date_that_the_spreadsheet_may_have_swapped_is_doubted() -> None:
    """Excel with the month first opened 25/03/2026 (left as text) and 04/03/2026 (made 3 April)."""
    column = decide_orders(["25/03/2026", date(2026, 4, 3), date(2026, 5, 5)])
    with pytest.raises(
        UnreadDayError, match=r"may have meant 4 March 2026\. Write the day as 2026-04-03 or 2026-03-04"
    ):
        read_day(date(2026, 4, 3), column)
    assert read_day(date(2026, 5, 5), column) == date(2026, 5, 5)


def test_a_person_has_the_last_word_about_the_order() -> None:
    column = decide_orders(["03/04/2026"])
    assert read_day("03/04/2026", column.chosen(DayOrder.DAY_FIRST)) == date(2026, 4, 3)
    assert read_day("03/04/2026", column.chosen(DayOrder.MONTH_FIRST)) == date(2026, 3, 4)


@given(st.integers(20_000, 79_999))
def test_serial_numbers_count_from_the_epoch_of_the_workbook(serial: int) -> None:
    assert read_day(serial, DayColumn()) == read_day(str(serial), DayColumn()) == date(1899, 12, 30) + timedelta(serial)
    assert read_day(serial, DayColumn(begins_1904=True)) - read_day(serial, DayColumn()) == timedelta(1462)


@pytest.mark.parametrize(
    "value", ["Mar 2026", "Mar-26", "X", "yes", "2026", 7, 2026, True, "31/31/2026", "2026-02-30", "14"]
)
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(UnreadDayError):
        read_day(value, DayColumn())  # type: ignore[arg-type]
    assert not is_day(value) or "/" in str(value)  # type: ignore[arg-type]


def test_a_formula_is_no_day() -> None:
    with pytest.raises(UnreadDayError, match="holds a formula"):
        read_day(Unreadable("holds a formula, and only typed values are read", "=A1"), DayColumn())


@given(st.text(max_size=40))
def test_no_text_makes_it_fall_over(text: str) -> None:
    with contextlib.suppress(UnreadDayError):
        assert isinstance(read_day(text, decide_orders([text])), date)
