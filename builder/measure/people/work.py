"""Who worked where on which day, from the timesheets kept as `work-days` records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from builder.measure.month import last_day
from builder.model.day import days_between
from builder.model.place import FieldPath
from builder.model.program import Program
from builder.model.record import Record
from builder.model.register import Crew
from builder.model.stored import Stored


class WorkDay(NamedTuple):
    """One person on one day at one site.

    Attributes:
        hours: Whole hours.
        record: Id of the timesheet.
    """

    day: date
    person: str
    site: str
    hours: int
    record: str


class RowDay(NamedTuple):
    """A day as it stands in a row of a timesheet.

    Attributes:
        number: As written; 31 in a month of thirty days stays 31.
        day: The day meant; None when the month doesn't have it, or the record doesn't say which month.
        steps: The way to the number inside the file.
    """

    person: str
    site: str
    hours: int
    number: int
    day: date | None
    steps: FieldPath


@dataclass(frozen=True)
class Work:
    """All days worked that the timesheets show.

    A month without a timesheet says nothing: ask `is_known` before an empty answer is taken for "nobody worked".

    Attributes:
        days: Every day worked, sorted by day, person and site. What a timesheet says about days after its own date is not in it.
        covered_to: The last day covered, by (year, month).
    """

    days: tuple[WorkDay, ...]
    covered_to: Mapping[tuple[int, int], date]

    @property
    def months_known(self) -> frozenset[tuple[int, int]]:
        """The months with a timesheet, as (year, month)."""
        return frozenset(self.covered_to)

    def is_known(self, day: date) -> bool:
        """Whether a timesheet covers the day; one dated in mid-month covers the month up to its date."""
        until = self.covered_to.get((day.year, day.month))
        return until is not None and day <= until

    def sites_of(self, person: str, day: date) -> tuple[str, ...]:
        """The sites a person worked at on a day, sorted; empty when the timesheets show no work."""
        return tuple(dict.fromkeys(each.site for each in self.of_person(person, day)))

    def people_at(self, site: str, day: date) -> tuple[str, ...]:
        """The people who worked at a site on a day, sorted by id."""
        return self._people_by_site.get((site, day), ())

    def crew_on(self, site: str, crew: Crew, day: date) -> tuple[str, ...]:
        """The foreman and members of a crew (as of the day) who worked at its site on the day, sorted by id."""
        members = {each.person for each in crew.members if each.covers(day)} | {crew.foreman}
        return tuple(person for person in self.people_at(site, day) if person in members)

    def record_of(self, person: str, day: date) -> str | None:
        """Id of the timesheet that shows the person at work on a day; None when none does."""
        found = self.of_person(person, day)
        return found[0].record if found else None

    def of_person(self, person: str, day: date) -> tuple[WorkDay, ...]:
        """The person's entries for a day, one a site; sorted by site."""
        return self._by_person.get((person, day), ())

    def hours_at(self, site: str, year: int, month: int) -> int:
        """All hours at a site in a month."""
        return self._hours_by_site.get((site, year, month), 0)

    @cached_property
    def _by_person(self) -> Mapping[tuple[str, date], tuple[WorkDay, ...]]:
        found: dict[tuple[str, date], list[WorkDay]] = {}
        for each in self.days:
            found.setdefault((each.person, each.day), []).append(each)
        return MappingProxyType({key: tuple(days) for key, days in found.items()})

    @cached_property
    def _people_by_site(self) -> Mapping[tuple[str, date], tuple[str, ...]]:
        found: dict[tuple[str, date], dict[str, None]] = {}
        for each in self.days:
            found.setdefault((each.site, each.day), {})[each.person] = None
        return MappingProxyType({key: tuple(people) for key, people in found.items()})

    @cached_property
    def _hours_by_site(self) -> Mapping[tuple[str, int, int], int]:
        found: dict[tuple[str, int, int], int] = {}
        for each in self.days:
            key = (each.site, each.day.year, each.day.month)
            found[key] = found.get(key, 0) + each.hours
        return MappingProxyType(found)


def measure_work(program: Program) -> Work:
    """The days worked, indexed; made once for a program.

    A row of an unknown person or site is kept (LNK002 and LNK003 report it), a day that the month doesn't have is not (LNK016).
    """
    return program.once(_measure)


def _measure(program: Program) -> Work:
    days: set[WorkDay] = set()
    covered: dict[tuple[int, int], date] = {}
    for stored in program.records_by_type.get("work-days", ()):
        record = stored.value
        month = month_of(record)
        # A scan without its rows proves that there is a timesheet, not who worked.
        if month is None or not getattr(record, "rows", ()):
            continue
        until = record.date if (record.date.year, record.date.month) == month else last_day(month)
        covered[month] = max(until, covered.get(month, until))
        days.update(
            WorkDay(each.day, each.person, each.site, each.hours, record.id)
            for each in row_days(stored)
            if each.day is not None and each.day <= record.date
        )
    return Work(tuple(sorted(days)), MappingProxyType(covered))


def row_days(stored: Stored[Record]) -> Iterator[RowDay]:
    """Every day in every row of a timesheet, as written."""
    month = month_of(stored.value)
    days = {day.day: day for day in days_between(date(*month, 1), last_day(month))} if month else {}
    rows: tuple[Any, ...] = getattr(stored.value, "rows", ())
    for index, row in enumerate(rows):
        for position, number in enumerate(row.days):
            steps = ("rows", index, "days", position)
            yield RowDay(row.person, row.site, row.hours, number, days.get(number), steps)


def month_of(record: Record) -> tuple[int, int] | None:
    """The month of a timesheet as (year, month); that of its date where it isn't written."""
    written = getattr(record, "month", None)
    if written is None:
        return record.date.year, record.date.month
    year, month = str(written).split("-")
    return (int(year), int(month)) if 1900 <= int(year) <= 2199 else None
