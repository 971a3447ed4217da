"""Who can be interviewed: everyone employed on a day at the sites that are visited, where, on which shift, and when they are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.law.headcount import Unit, stays_by_unit
from builder.model.policy import PersonLevel
from builder.model.program import Program
from builder.model.register import Away, Contractor, Employment, Person, Site, Weekday


@dataclass(frozen=True)
class Workplace:
    """Where somebody works, and when.

    Attributes:
        days: The days of the week on which they work there: those of their crew, else the site's own.
        hours: Start and end of the shift, HH:MM; empty where the site doesn't say.
    """

    site: Site
    shift: str
    days: tuple[Weekday, ...]
    hours: tuple[str, str] | tuple[()]


@dataclass(frozen=True)
class RosterEntry:
    """A person who can be interviewed.

    Attributes:
        job: The employment in force on the day.
        hired_on: First day of the first employment.
        places: By site and shift.
        away: Days from the day on on which the person isn't at work, first ones first; nobody is asked why.
    """

    person: Person
    job: Employment
    hired_on: date
    places: tuple[Workplace, ...]
    away: tuple[Away, ...]


def make_entries(program: Program, sites: Sequence[Site], day: date) -> tuple[RosterEntry, ...]:
    """One entry for each person employed on the day who works at one of the sites; by site, shift and id, which favours nobody."""
    visited = {site.id: site for site in sites}
    found: dict[str, list[Workplace]] = {}
    for (site, shift), people in _people_by_unit(program, day).items():
        if site in visited:
            for id in people:
                found.setdefault(id, []).append(_workplace(visited[site], shift, id, day))
    entries = [_entry(program.people[id].value, places, day) for id, places in found.items()]
    return tuple(
        sorted(entries, key=lambda each: (each.places[0].site.id, each.places[0].shift, _by_number(each.person.id)))
    )


def count_by_unit(entries: Iterable[RosterEntry]) -> Mapping[Unit, Counter[PersonLevel]]:
    """How many of each level there are at each site and shift; whoever works at two stands at the first, so that sums are of people."""
    counts: dict[Unit, Counter[PersonLevel]] = {}
    for entry in entries:
        place = entry.places[0]
        counts.setdefault((place.site.id, place.shift), Counter())[entry.job.level] += 1
    return dict(sorted(counts.items()))


def contractors_at(
    program: Program, sites: Sequence[Site], day: date
) -> tuple[tuple[Contractor, tuple[str, ...]], ...]:
    """The contractors that work at one of the sites on a day, by id, with the ids of those sites."""
    visited = {site.id for site in sites}
    found = []
    for stored in program.contractors.values():
        at = sorted({span.site for span in stored.value.active if span.covers(day)} & visited)
        if at:
            found.append((stored.value, tuple(at)))
    return tuple(sorted(found, key=lambda each: each[0].id))


def _people_by_unit(program: Program, day: date) -> Mapping[Unit, list[str]]:
    return {
        unit: sorted({stay.person for stay in stays if stay.first <= day <= stay.last})
        for unit, stays in stays_by_unit(program).items()
    }


def _entry(person: Person, places: Sequence[Workplace], day: date) -> RosterEntry:
    job = person.employment_on(day)
    hired = person.hired_on
    if job is None or hired is None:
        raise ValueError(f"{person.id} has no employment on {day}")
    away = tuple(
        sorted((span for span in person.away if span.to is None or span.to >= day), key=lambda each: each.from_)
    )
    return RosterEntry(person, job, hired, tuple(places), away)


def _workplace(site: Site, shift: str, person: str, day: date) -> Workplace:
    crews = _crews(site, shift, person, day)
    days = next((crew for crew in crews if crew), site.calendar.work_days)
    hours = next(((each.start, each.end) for each in site.shifts if each.name == shift), ())
    return Workplace(site, shift, days, hours)


def _crews(site: Site, shift: str, person: str, day: date) -> Iterator[tuple[Weekday, ...]]:
    """The work days of the crews on which the person is that day; empty for a crew that has none of its own."""
    for crew in site.crews:
        on_it = crew.foreman == person or any(each.person == person and each.covers(day) for each in crew.members)
        if crew.shift == shift and crew.covers(day) and on_it:
            yield crew.work_days or ()


def _by_number(id: str) -> tuple[int, str]:
    """P-99 before P-100."""
    return len(id), id
