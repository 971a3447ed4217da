"""Records promised for each crew and day: who was at work decides, by the timesheet where there is one, else by the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from builder.measure.people.work import Work, measure_work, month_of
from builder.measure.promises.period import Bucket, with_grace
from builder.measure.promises.promise import Promise
from builder.measure.promises.unit import FACTS_OF_UNIT, NotRequired, closure_on, facts_of, meets, write_place
from builder.model.coverage import Expected, Outcome
from builder.model.day import days_between, write_day
from builder.model.program import Program
from builder.model.register import WEEKDAYS, Crew, Site
from builder.model.snapshot import Window
from builder.model.stored import Stored

_NO_WORK_DAY = NotRequired("", "")
"""A day on which nobody would look for a record: not a work day of the crew. It isn't listed."""


@dataclass(frozen=True)
class _Days:
    """What says on which days a crew was at work.

    Attributes:
        sheets: Ids of the timesheets by (year, month).
    """

    work: Work
    sheets: Mapping[tuple[int, int], str]


def crew_days(program: Program, promise: Promise, window: Window, as_of: date) -> Iterator[Expected]:
    """One record per crew and day at work.

    Where a timesheet covers the day, the crew was at work if it shows anybody of it at the site, on a Saturday too. Else the
    calendar decides: the crew's or the site's work days, while the site is active and not closed. A record by itself shows that the
    crew was there.
    """
    found: dict[tuple[object, date], str] = {}
    for stored in program.records_by_type.get(promise.obligation.record, ()):
        found.setdefault((getattr(stored.value, "crew", None), stored.value.date), stored.value.id)
    days = _Days(measure_work(program), _sheets(program))
    for site, crew in list_crews(program, promise):
        yield from _of_crew(promise, site, crew, days, window, found, as_of)


def list_crews(program: Program, promise: Promise) -> Iterator[tuple[Stored[Site], Crew]]:
    """The crews that a promise is about, with their sites."""
    applies = promise.policy.applies_to
    for id, site in program.sites.items():
        if not applies or id in applies:
            for crew in site.value.crews:
                if meets(_facts(site.value, crew), promise.obligation.where):
                    yield site, crew


def _sheets(program: Program) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for stored in program.records_by_type.get("work-days", ()):
        month = month_of(stored.value)
        if month is not None:
            # The last one of a month covers most of it.
            found[month] = stored.value.id
    return found


def _facts(site: Site, crew: Crew) -> dict[str, frozenset[str]]:
    return facts_of(site, FACTS_OF_UNIT["crew-day"]) | {
        "site": frozenset({site.id}),
        "crew": frozenset({crew.id}),
        "shift": frozenset({crew.shift}),
    }


def _of_crew(
    promise: Promise,
    site: Stored[Site],
    crew: Crew,
    days: _Days,
    window: Window,
    found: Mapping[tuple[object, date], str],
    as_of: date,
) -> Iterator[Expected]:
    last = min(window.last, as_of, crew.to or as_of)
    for day in days_between(max(window.first, crew.from_), last):
        record = found.get((crew.id, day))
        # A record shows that the crew was there, whatever the calendar says, so nothing else need be asked.
        why = _why_not(site, crew, days, day) if record is None else None
        if why is _NO_WORK_DAY or (day < promise.begins and record is None):
            continue
        due = with_grace(day, promise.obligation.grace)
        bucket = Bucket(day.isoformat(), write_day(day), day, day)
        expected = promise.expect(crew.id, bucket, due, Outcome.HOLE, site.value.id)
        if record is not None:
            yield replace(expected, outcome=Outcome.MET, record=record)
        elif why is not None:
            yield replace(expected, outcome=Outcome.NOT_REQUIRED, reason=why.reason, shown_by=why.shown_by)
        elif due <= as_of:
            yield expected


def _why_not(site: Stored[Site], crew: Crew, days: _Days, day: date) -> NotRequired | None:
    """Why the crew owes nothing for a day; None when it does."""
    at_work = days.work.crew_on(site.value.id, crew, day) if crew.members else days.work.people_at(site.value.id, day)
    if at_work:
        return None
    by_calendar = _by_calendar(site, crew, day)
    if by_calendar is None and days.work.is_known(day):
        sheet = days.sheets[day.year, day.month]
        return NotRequired(f"nobody of {crew.id} worked at {site.value.id} that day, by timesheet {sheet}", sheet)
    return by_calendar


def _by_calendar(site: Stored[Site], crew: Crew, day: date) -> NotRequired | None:
    work_days = crew.work_days if crew.work_days is not None else site.value.calendar.work_days
    if WEEKDAYS[day.weekday()] not in work_days or not site.value.is_active_on(day):
        return _NO_WORK_DAY
    # A crew register without members says nothing about who was there, so it excuses nothing.
    if crew.members and not any(member.covers(day) for member in crew.members):
        return NotRequired(f"{crew.id} had no members that day", write_place(site.place("crews")))
    return closure_on(site, day)
