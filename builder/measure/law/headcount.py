"""How many people work for the company, and where, on each day: from their employment and the crews they were on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.day import Period, add_period
from builder.model.program import Program
from builder.model.register import Person, Span

_DAY = timedelta(days=1)

Unit = tuple[str, str]
"""A site and a shift."""


@dataclass(frozen=True)
class Stay:
    """Somebody somewhere for some days, both included."""

    person: str
    first: date
    last: date


@dataclass(frozen=True)
class Stretch:
    """Days, both included, on which the same people were there."""

    first: date
    last: date
    people: frozenset[str]

    @property
    def count(self) -> int:
        """How many people."""
        return len(self.people)


def draw_line(stays: Iterable[Stay], first: date, last: date) -> tuple[Stretch, ...]:
    """Who was there from `first` to `last`, as stretches without a gap between them; nobody makes a stretch, too."""
    changes: dict[date, Counter[str]] = defaultdict(Counter)
    for stay in stays:
        if stay.first <= last and stay.last >= first and stay.first <= stay.last:
            changes[max(stay.first, first)][stay.person] += 1
            if stay.last < last:
                changes[stay.last + _DAY][stay.person] -= 1
    here: Counter[str] = Counter()
    found: list[Stretch] = []
    days = sorted(changes.keys() | {first}) if first <= last else []
    for day, after in zip(days, [*days[1:], last + _DAY], strict=True):
        here.update(changes[day])
        people = frozenset(person for person, times in here.items() if times > 0)
        if found and found[-1].people == people:
            found[-1] = Stretch(found[-1].first, after - _DAY, people)
        else:
            found.append(Stretch(day, after - _DAY, people))
    return tuple(found)


def employed_over(program: Program, first: date, last: date) -> tuple[Stretch, ...]:
    """Everyone employed by the company, at all sites together, all levels: managers are workers to the law."""
    return draw_line((stay for person in _people(program) for stay in _employment(person)), first, last)


def employed_until(program: Program, day: date) -> tuple[Stretch, ...]:
    """Everyone employed from the first hiring to a day; empty where nobody was hired by then."""
    hired = min((person.hired_on for person in _people(program) if person.hired_on), default=None)
    return employed_over(program, hired, day) if hired and hired <= day else ()


def regular_since(line: Sequence[Stretch], least: int, span: Period) -> date | None:
    """Since when the company has regularly employed so many people, as of the last day of a line; None where it doesn't.

    A number counts as regular once it has lasted for the span, and stays so until the smaller number has lasted for the span: a peak of
    a week makes no committee, and a dip of a week dissolves none. The law says "regularly employs" and names no length (OHS Act s.13
    and 14, read 2023-12), so the length is the company's own.
    """
    since: date | None = None
    for is_above, first, last in _runs(line, least):
        if add_period(first, span) - _DAY <= last:
            since = (since or first) if is_above else None
    return since


def longest_run(line: Sequence[Stretch], least: int) -> tuple[date, date] | None:
    """The longest run of days with so many people, the latest of equal ones."""
    runs = [(last - first, first, last) for is_above, first, last in _runs(line, least) if is_above]
    return max(runs)[1:] if runs else None


def _runs(line: Sequence[Stretch], least: int) -> Iterator[tuple[bool, date, date]]:
    """Stretches with at least so many people, and with fewer, in turn."""
    current: tuple[bool, date, date] | None = None
    for stretch in line:
        is_above = stretch.count >= least
        if current is not None and current[0] is not is_above:
            yield current
            current = None
        current = (is_above, current[1] if current else stretch.first, stretch.last)
    if current is not None:
        yield current


def stays_by_unit(program: Program) -> Mapping[Unit, tuple[Stay, ...]]:
    """Where everyone worked, by site and shift: on the crew they were on, otherwise where their employment has them."""
    crews = _crew_stays(program)
    found: dict[Unit, list[Stay]] = defaultdict(list)
    for person in _people(program):
        jobs = _employment(person)
        on_crew = []
        for unit, stay in crews.get(person.id, ()):
            for job in jobs:
                part = _overlap(stay, job)
                if part:
                    on_crew.append(part)
                    found[unit].append(part)
        for job, employment in zip(jobs, person.employment, strict=True):
            found[employment.site, employment.shift].extend(_without(job, on_crew))
    return {unit: tuple(stays) for unit, stays in sorted(found.items())}


def _people(program: Program) -> Iterator[Person]:
    return (stored.value for stored in program.people.values())


def _employment(person: Person) -> tuple[Stay, ...]:
    return tuple(_stay(person.id, stretch) for stretch in person.employment)


def _stay(person: str, span: Span) -> Stay:
    return Stay(person, span.from_, span.to or date.max - _DAY)


def _crew_stays(program: Program) -> Mapping[str, list[tuple[Unit, Stay]]]:
    found: dict[str, list[tuple[Unit, Stay]]] = defaultdict(list)
    for stored in program.sites.values():
        for crew in stored.value.crews:
            unit = (stored.value.id, crew.shift)
            found[crew.foreman].append((unit, _stay(crew.foreman, crew)))
            for member in crew.members:
                stay = _overlap(_stay(member.person, member), _stay(member.person, crew))
                if stay:
                    found[member.person].append((unit, stay))
    return found


def _overlap(one: Stay, other: Stay) -> Stay | None:
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Stay(one.person, first, last) if first <= last else None


def _without(stay: Stay, others: Iterable[Stay]) -> Iterator[Stay]:
    """What is left of a stay when others are taken out of it."""
    first = stay.first
    for other in sorted(others, key=lambda each: each.first):
        if other.last < first or other.first > stay.last:
            continue
        if other.first > first:
            yield Stay(stay.person, first, other.first - _DAY)
        first = other.last + _DAY
    if first <= stay.last:
        yield Stay(stay.person, first, stay.last)


def busiest(program: Program, first: date, last: date) -> Mapping[Unit, Stretch]:
    """For each site and shift the stretch with the most people, the latest of equal ones; nothing for one where nobody was."""
    found = {}
    for unit, stays in stays_by_unit(program).items():
        most = max(draw_line(stays, first, last), key=lambda each: (each.count, each.first), default=None)
        if most is not None and most.count:
            found[unit] = most
    return found


@dataclass(frozen=True)
class MonthOfPeople:
    """A calendar month, as far as it lies in a line: the fewest and the most people on one of its days."""

    month: str
    fewest: int
    most: int


def by_month(line: Sequence[Stretch]) -> tuple[MonthOfPeople, ...]:
    """A line in months, oldest first."""
    counts: dict[str, list[int]] = defaultdict(list)
    for stretch in line:
        month = stretch.first.replace(day=1)
        while month <= stretch.last:
            counts[f"{month:%Y-%m}"].append(stretch.count)
            month = (month + timedelta(days=31)).replace(day=1)
    return tuple(MonthOfPeople(month, min(each), max(each)) for month, each in sorted(counts.items()))
