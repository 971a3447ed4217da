"""The calendar day of a moment, in the company's time zone and not in the offset its writer's clock claimed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from builder.model.error import BuilderError
from builder.model.history import Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_QUARTER = 900
"""Seconds. Since 1972 midnight in every zone falls on a quarter of an hour in UTC."""


def open_zone(name: str) -> ZoneInfo:
    """The time zone with an IANA name.

    Raises:
        BuilderError: There is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Names with a slash at the front or `..` are ValueError, folders of the database OSError.
        raise BuilderError(
            f"There is no time zone called {name!r}.",
            "Set `time_zone` in records/company.yaml to an IANA name such as America/Edmonton.",
        ) from None


def day_of(moment: Moment, zone: tzinfo) -> date:
    """The day it was in the zone; a time outside the calendar gives the calendar's first or last day.

    Git stores whatever number it is given, so nothing can be assumed about it.
    """
    return _day_of_quarter(moment.epoch // _QUARTER, zone)


@lru_cache(maxsize=1 << 16)
def _day_of_quarter(quarter: int, zone: tzinfo) -> date:
    """The day of a quarter of an hour since 1970; a commit is asked for its day several times."""
    try:
        # Not fromtimestamp(): it refuses years that a platform's C library doesn't know.
        instant = _EPOCH + timedelta(seconds=quarter * _QUARTER)
        return instant.astimezone(zone).date()
    except OverflowError:
        return date.max if quarter > 0 else date.min
