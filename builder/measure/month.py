"""Calendar months, as tables print them."""

from __future__ import annotations

import calendar
from datetime import date

from builder.model.snapshot import Window

Month = tuple[int, int]
"""Year and month."""


def list_months(window: Window) -> tuple[Month, ...]:
    """The calendar months of a window, those that it only touches included."""
    first = window.first.year * 12 + window.first.month - 1
    last = window.last.year * 12 + window.last.month - 1
    return tuple((index // 12, index % 12 + 1) for index in range(first, last + 1))


def last_day(month: Month) -> date:
    """The last day of a month."""
    return date(*month, calendar.monthrange(*month)[1])
