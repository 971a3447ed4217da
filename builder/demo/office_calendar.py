"""Days of the sample on which somebody sits at a computer, and the times of day of the commits."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from builder.model.day import days_between
from builder.model.register import WEEKDAYS

FILING_DAYS = 9
"""Within so many days after the event records reach the repository, unless the story says otherwise."""

_DAY_BEGINS = time(7, 35)
_OFFICE_WEEK = ("mon", "tue", "wed", "thu", "fri")


def draw(text: str, sides: int) -> int:
    """A number from 0 to below `sides` that depends on nothing but the text."""
    return hashlib.sha256(text.encode()).digest()[0] % sides


@dataclass(frozen=True)
class OfficeCalendar:
    """When the office of the sample works.

    Attributes:
        closed: Days on which everything is shut.
        last: The last day of the sample.
        filers: Weekdays on which people enter their records, by person id.
        coordinator: Who closes the books on the last day, even a Saturday, so that the last commit is of the day the sample is of.
    """

    closed: Collection[date]
    last: date
    filers: Mapping[str, tuple[str, ...]]
    coordinator: str

    def works_on(self, day: date, weekdays: Iterable[str] = _OFFICE_WEEK) -> bool:
        """Whether the day is one of these weekdays and not a closed one."""
        return WEEKDAYS[day.weekday()] in weekdays and day not in self.closed

    def next_day(self, day: date) -> date:
        """The day itself or the next one on which the office works; never behind the last day."""
        while day < self.last and not self.works_on(day):
            day += timedelta(days=1)
        return min(day, self.last)

    def filing_day(self, event: date, person: str, id: str) -> date:
        """The day on which a person enters a record.

        It is one of the person's filing days within `FILING_DAYS` after the event, or else the first day on which the office
        works; the id decides how long the sheet lay around.
        """
        latest = min(event + timedelta(days=FILING_DAYS), self.last)
        if person == self.coordinator and latest == self.last:
            return self.last
        weekdays = self.filers.get(person, _OFFICE_WEEK)
        possible = [day for day in days_between(event, latest) if self.works_on(day, weekdays)]
        if possible:
            return possible[draw(id, 2) if len(possible) > 2 else 0]
        working = [day for day in days_between(event, latest) if self.works_on(day)]
        return working[0] if working else latest


class Clock:
    """Times of day for commits: each later than the one before, within office hours."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._day: date | None = None
        self._minutes = 0

    def tick(self, day: date, name: str) -> datetime:
        """The time of the next commit of a day, with the offset that clocks have in the zone that day.

        Args:
            day: Not earlier than that of the call before.
            name: What the odd minutes depend on.
        """
        if day != self._day:
            self._day, self._minutes = day, draw(f"{day}", 50)
        self._minutes += 6 + draw(name, 19)
        moment = datetime.combine(day, _DAY_BEGINS, self._zone) + timedelta(minutes=self._minutes)
        return moment.replace(second=draw(f"{name}/seconds", 60))
