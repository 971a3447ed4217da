"""Days as people write them in spreadsheets, read without guessing: which of day, month and year comes first is decided by the column.

03/04/2026 is 3 April in one office and 4 March in the next. Where one value of a column shows the order (25/03/2026), all follow it;
where none does, a person has to say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from builder.bring_in.tables.table import Unreadable, Value, is_empty, show
from builder.model.day import write_day


class DayOrder(StrEnum):
    """What comes first in a day written with numbers only."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


ALL_ORDERS = frozenset(DayOrder)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_PLAIN = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]*([a-z]{3,9})\.?,?[ \-/.']*(\d{4}|\d\d)", re.ASCII)
# With something between day and year: otherwise "Mar 2026", a month, would be the 20th of March of 26.
_NAME_DAY = re.compile(r"([a-z]{3,9})\.?[ \-/.]*(\d{1,2})(?:st|nd|rd|th)?[ ,\-/.']+(\d{4}|\d\d)", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? +")
_TIME = re.compile(r"[ t]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?:z|[+-]\d\d:?\d\d)?", re.ASCII)

_SERIALS = range(20_000, 80_000)
"""Serial numbers of days from 1954 to 2119; smaller and larger numbers are something else."""

_OLDEST_SHORT_YEAR = 70
"""A year written with two digits is of this century below it: certificates of 1985 expired long ago, those of 2031 have not."""


class UnreadDayError(ValueError):
    """The value is no day, or could be two; it says so in a sentence that follows the name of the column."""


@dataclass(frozen=True)
class DayColumn:
    """What the values of a column of days show together.

    Attributes:
        orders: What may come first; more than one where nothing shows it, all of them where the values contradict each other.
        example: The value that shows the order, or one that could be read in several ways; empty where there is no such value.
        is_mixed: Whether the values contradict each other.
        may_be_swapped: Whether real dates stand beside text that a spreadsheet couldn't take for one, as happens when it opened
            25/03/2026 and 04/03/2026 with month first: it left the one, and turned the other into 3 April.
        begins_1904: Whether serial numbers count from 1904.
    """

    orders: frozenset[DayOrder] = ALL_ORDERS
    example: str = ""
    is_mixed: bool = False
    may_be_swapped: bool = False
    begins_1904: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a person has to say what comes first."""
        return bool(self.example) and not self.is_mixed and len(self.orders) > 1

    def chosen(self, order: DayOrder) -> DayColumn:
        """The column after somebody has said what comes first; dates that may be swapped stay doubtful."""
        return DayColumn(frozenset({order}), self.example, False, self.may_be_swapped, self.begins_1904)


def decide_orders(values: Iterable[Value], *, begins_1904: bool = False) -> DayColumn:
    """What the values of a column show about the order of day, month and year."""
    orders, is_mixed, deciding, open_example, has_dates = ALL_ORDERS, False, "", "", False
    for value in values:
        has_dates = has_dates or isinstance(value, date)
        found = _NUMBERS.fullmatch(_bare(value)) if isinstance(value, str) else None
        if found is None:
            continue
        readings = _readings(found)
        possible = frozenset(readings) & orders
        if readings and not possible:
            is_mixed = True
        elif readings and possible != orders:
            deciding, orders = str(value), possible
        if len(set(readings.values())) > 1:
            open_example = open_example or str(value)
    swapped = has_dates and bool(deciding) and not {DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST} <= orders
    example = open_example if len(orders) > 1 else deciding
    return DayColumn(ALL_ORDERS if is_mixed else orders, example, is_mixed, swapped, begins_1904)


def read_day(value: Value, column: DayColumn) -> date:
    """The day in a cell.

    Raises:
        UnreadDayError: It holds none, or one that could be two.
    """
    if isinstance(value, date):
        if column.may_be_swapped and value.day <= 12 and value.day != value.month:
            other = date(value.year, value.day, value.month)
            raise UnreadDayError(
                f"holds {write_day(value)} as a date, beside text like {column.example} that was none to the spreadsheet; "
                f"it may have meant {write_day(other)}. Write the day as {value.isoformat()} or {other.isoformat()}"
            )
        return value
    if isinstance(value, Unreadable):
        raise UnreadDayError(value.why)
    serial = _serial(value, column)
    if serial is not None:
        return serial
    if not isinstance(value, str) or is_empty(value):
        raise UnreadDayError(f"holds “{_short(value)}”, which is no day")
    return _read_text(value, column)


def _read_text(value: str, column: DayColumn) -> date:
    text = _bare(value)
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        days = {day for order, day in _readings(numbers).items() if order in column.orders}
        if len(days) > 1:
            raise UnreadDayError(f"holds {value}, which can be {' or '.join(write_day(day) for day in sorted(days))}")
        if days:
            return days.pop()
        first = f", and days are {next(iter(column.orders))} there" if len(column.orders) == 1 else ""
        raise UnreadDayError(f"holds {_short(value)}, which is not in the calendar{first}")
    found = _ISO.fullmatch(text) or _PLAIN.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), value)
    found = _DAY_NAME.fullmatch(text)
    if found and found[2] in _MONTHS:
        return _day(_year(found[3]), _MONTHS[found[2]], int(found[1]), value)
    found = _NAME_DAY.fullmatch(text)
    if found and found[1] in _MONTHS:
        return _day(_year(found[3]), _MONTHS[found[1]], int(found[2]), value)
    raise UnreadDayError(f"holds “{_short(value)}”, which is no day of the calendar")


def is_day(value: Value) -> bool:
    """Whether a cell holds a day in any order, or one that could be two."""
    try:
        read_day(value, DayColumn())
    except UnreadDayError:
        return isinstance(value, str) and _NUMBERS.fullmatch(_bare(value)) is not None
    return True


def _bare(value: object) -> str:
    """In small letters, without a weekday in front or a time of day behind."""
    text = " ".join(str(value)[:60].lower().split())
    weekday = _WEEKDAY.match(text)
    text = text[weekday.end() :] if weekday else text
    time = _TIME.search(text)
    return text[: time.start()] if time and time.end() == len(text) else text


def _readings(found: re.Match[str]) -> dict[DayOrder, date]:
    """The days that a text of three numbers can stand for."""
    first, second, last = found[1], found[3], found[4]
    ways = {
        DayOrder.DAY_FIRST: (_year(last), int(second), int(first)),
        DayOrder.MONTH_FIRST: (_year(last), int(first), int(second)),
    }
    if len(last) == 2 and len(first) == 2:
        ways[DayOrder.YEAR_FIRST] = (_year(first), int(second), int(last))
    days = {}
    for order, (year, month, day) in ways.items():
        try:
            days[order] = date(year, month, day)
        except ValueError:
            continue
    return days


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _OLDEST_SHORT_YEAR else 1900)


def _day(year: int, month: int, day: int, value: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise UnreadDayError(f"holds {_short(value)}, which is not in the calendar") from None
    if not 1900 <= year <= 2199:
        raise UnreadDayError(f"holds {_short(value)}, whose year can't be meant")
    return found


def _serial(value: Value, column: DayColumn) -> date | None:
    """The day of a serial number.

    Source: ECMA-376 part 1, 18.17.4.1: days since 1899-12-30 for all days after February 1900, or since 1904-01-01.
    """
    if isinstance(value, str) and re.fullmatch(r"\d{5}(?:\.\d+)?", value, re.ASCII):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or int(value) not in _SERIALS:
        return None
    return (date(1904, 1, 1) if column.begins_1904 else date(1899, 12, 30)) + timedelta(days=int(value))


def _short(value: Value) -> str:
    text = show(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
