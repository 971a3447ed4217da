"""A day as it is written; apart from the other calendar code because the command line reads days before anything else is loaded."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(value: object) -> date:
    """The day that is written YYYY-MM-DD and nothing else.

    pydantic's own date takes `1699920000`, `"1699920000"` and `"2026-03-04T00:00:00"`; a record that says so is wrong, so
    all of them are refused here.

    Raises:
        ValueError: The value is not such a text, or the day is not in the calendar.
    """
    if isinstance(value, date) and type(value) is date:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("A day is written YYYY-MM-DD, for example 2026-03-04.")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not in the calendar.") from None
    if not 1900 <= day.year <= 2199:
        raise ValueError(f"The year {day.year} can't be meant; days run from 1900 to 2199.")
    return day
