"""A day as people write it, and lengths of time in calendar terms."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from builder.model.wording import counted
from builder.model.written_day import parse_day as parse_day

Day = Annotated[
    date,
    BeforeValidator(parse_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"}),
]
"""A calendar day without time or zone."""


@dataclass(frozen=True)
class Period:
    """A length of time in calendar terms, ISO 8601: P12M, P1Y, P2W, P5D, P1M.

    Months and days are kept apart, because a month has no fixed number of days.
    """

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: object) -> Period:
        """The period written as ISO 8601 with years, months, weeks and days.

        Raises:
            ValueError: Not such a text, a period of nothing, or one so long that counting back from today would leave the calendar.
        """
        if isinstance(text, Period):
            return text
        found = (
            re.fullmatch(r"P(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?", text)
            if isinstance(text, str)
            else None
        )
        if found is None or text == "P":
            raise ValueError("A length of time is written like P12M, P1Y, P2W or P5D.")
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        period = cls(12 * years + months, 7 * weeks + days)
        if period == cls():
            raise ValueError("A length of time can't be nothing; write at least P1D.")
        if period.months > 1200 or period.days > 36525:
            raise ValueError("A length of time can't be longer than a hundred years.")
        return period

    def __str__(self) -> str:
        text = f"{self.months}M" if self.months else ""
        if self.days:
            text += f"{self.days // 7}W" if self.days % 7 == 0 else f"{self.days}D"
        return f"P{text}"

    @property
    def words(self) -> str:
        """The period in plain words: "12 months", "2 weeks", "5 days"."""
        parts = []
        if self.months:
            parts.append(counted(self.months, "month"))
        if self.days:
            parts.append(counted(self.days // 7, "week") if self.days % 7 == 0 else counted(self.days, "day"))
        return " and ".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": r"^P(?=[0-9])(?:[0-9]{1,3}Y)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}W)?(?:[0-9]{1,5}D)?$",
        }


def add_period(day: date, period: Period) -> date:
    """The day one period later; the end of a month stays inside the month.

    31 January plus one month is 28 (or 29) February: a monthly check may not skip February.
    """
    return add_months(day, period.months) + timedelta(days=period.days)


def subtract_period(day: date, period: Period) -> date:
    """The day one period earlier; the end of a month stays inside the month."""
    return add_months(day, -period.months) - timedelta(days=period.days)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    # Only the end of a month can lie beyond the end of another.
    last = day.day if day.day <= 28 else min(day.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, last)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included; none when `last` is earlier."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def write_day(day: date) -> str:
    """The day in words for people: 4 March 2026."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
