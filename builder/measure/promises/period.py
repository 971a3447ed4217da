"""Calendar periods of an obligation: the days, weeks, months and quarters for which one record each is promised."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.day import Period, add_months, add_period, subtract_period, write_day
from builder.model.snapshot import Window

_DAILY, _WEEKLY = Period(days=1), Period(days=7)
_MONTHLY, _QUARTERLY = Period(months=1), Period(months=3)
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True)
class Bucket:
    """One period in which one record is promised.

    Attributes:
        key: Stable short name: `2026-05-07`, `2026-W19`, `2026-09`, `2026-Q3`, `2026`.
        words: For people: "7 May 2026", "week 19 of 2026", "September 2026".
        first, last: Its days, both included.
        is_rolling: Whether it is counted backwards from the as-of day instead of standing in the calendar.
    """

    key: str
    words: str
    first: date
    last: date
    is_rolling: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def list_buckets(every: Period, window: Window, as_of: date) -> tuple[Bucket, ...]:
    """The periods of a rhythm that belong to a window, oldest first, without overlap.

    A calendar period belongs to the window in which it ends, so that of two windows in a row each period is in exactly one.
    The period that holds the as-of day is added although it has not ended: its record may be there already. A rhythm that has no
    place in the calendar (P2W, P6M, P12M, P36M) is counted backwards from the as-of day; there is always at least one.
    """
    end = min(window.last, as_of)
    if every not in (_DAILY, _WEEKLY, _MONTHLY, _QUARTERLY):
        return _rolling(every, window.first, end)
    found: list[Bucket] = []
    bucket = bucket_at(every, window.first)
    while bucket.first <= end:
        if bucket.last <= window.last or end == as_of:
            found.append(bucket)
        bucket = bucket_at(every, bucket.last + timedelta(days=1))
    return tuple(found)


def is_calendar(every: Period) -> bool:
    """Whether a rhythm has periods that stand in the calendar: day, ISO week, month, quarter."""
    return every in (_DAILY, _WEEKLY, _MONTHLY, _QUARTERLY)


def bucket_at(every: Period, day: date) -> Bucket:
    """The calendar period that holds a day.

    Raises:
        ValueError: The rhythm has no place in the calendar.
    """
    if every == _DAILY:
        return Bucket(day.isoformat(), write_day(day), day, day)
    if every == _WEEKLY:
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        sunday = monday + timedelta(days=6)
        return Bucket(f"{year}-W{week:02}", f"week {week} of {year}", monday, sunday)
    if every == _MONTHLY:
        first = day.replace(day=1)
        words = f"{calendar.month_name[day.month]} {day.year}"
        return Bucket(f"{day:%Y-%m}", words, first, _before(add_months(first, 1)))
    if every == _QUARTERLY:
        quarter = (day.month - 1) // 3
        first = date(day.year, 3 * quarter + 1, 1)
        words = f"{_QUARTERS[quarter]} {day.year}"
        return Bucket(f"{day.year}-Q{quarter + 1}", words, first, _before(add_months(first, 3)))
    raise ValueError(f"{every} has no periods in the calendar.")


def _rolling(every: Period, first: date, end: date) -> tuple[Bucket, ...]:
    found: list[Bucket] = []
    last = end
    while True:
        # Counted from the as-of day itself: in steps, the 31st would become the 30th and stay it.
        times = len(found) + 1
        start = subtract_period(end, Period(every.months * times, every.days * times)) + timedelta(days=1)
        if found and start < first:
            break
        words = f"the {every.words} to {write_day(last)}"
        found.append(Bucket(_rolling_key(every, last), words, start, last, is_rolling=True))
        last = start - timedelta(days=1)
    return tuple(reversed(found))


def _rolling_key(every: Period, last: date) -> str:
    """A name that stays the same while the as-of day moves on within the year, half-year, month or week."""
    if every.days == 0 and every.months % 12 == 0:
        return str(last.year)
    if every.days == 0 and every.months == 6:
        return f"{last.year}-H{(last.month + 5) // 6}"
    if every.months:
        return f"{last:%Y-%m}"
    if every.days % 7 == 0:
        year, week, _ = last.isocalendar()
        return f"{year}-W{week:02}"
    return last.isoformat()


def _before(day: date) -> date:
    return day - timedelta(days=1)


def with_grace(day: date, grace: Period | None) -> date:
    """The last day that still counts as on time."""
    return add_period(day, grace) if grace else day
