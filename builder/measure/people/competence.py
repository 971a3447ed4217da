"""Competence at the time of work: whether each person at work held, that very day, the tickets that the position and the work need."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain, groupby
from typing import NamedTuple

from builder.measure.people.at_work import AtWork, measure_at_work
from builder.measure.people.training import certificates_of, courses_of_position, end_of
from builder.model.program import Program
from builder.model.record import Record
from builder.model.snapshot import Window
from builder.model.stored import Stored


class Standing(StrEnum):
    """How a person stood with a course on a day worked."""

    VALID = "valid"
    UNVERIFIED = "unverified"
    EXPIRED = "expired"
    MISSING = "missing"


@dataclass(frozen=True)
class Lapse:
    """Days somebody worked without a ticket that could be relied on.

    Attributes:
        standing: Expired, missing (none issued by that day), or unverified (one that nobody says they have seen, without a scan).
        certificate: The certificate that had run out or that nobody has seen; None where there was none.
        why: What needed the course: "the position", or the work itself.
        days: The days worked, with the record that shows each, oldest first.
    """

    person: str
    course: str
    standing: Standing
    certificate: Stored[Record] | None
    why: str
    days: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class Competence:
    """What was examined, and what didn't hold.

    Attributes:
        people: How many people were at work.
        person_days: On how many days each, summed.
        tickets: How many times a required ticket was held against a day worked.
        lapses: Sorted by person, course and first day.
    """

    window: Window
    people: int
    person_days: int
    tickets: int
    lapses: tuple[Lapse, ...]

    def of(self, standing: Standing) -> tuple[Lapse, ...]:
        """The lapses of one kind."""
        return tuple(lapse for lapse in self.lapses if lapse.standing is standing)


class _Need(NamedTuple):
    """A course that somebody needed on a day."""

    day: date
    record: str
    why: str


@dataclass(frozen=True)
class _Whole:
    """The same over all days, before a window is chosen."""

    days: tuple[tuple[date, str], ...]
    needs: Mapping[tuple[str, str], Sequence[_Need]]
    lapses: tuple[Lapse, ...]


def measure_competence(program: Program, window: Window) -> Competence:
    """Every required ticket of everybody at work, held against each day worked in the window.

    Required is what the position in force that day needs, and what the work on the record needs. A certificate is valid on the day it
    was issued and on the day it expires.
    """
    whole = program.once(_measure)
    days = [(day, person) for day, person in whole.days if window.covers(day)]
    lapses = (
        replace(lapse, days=tuple(each for each in lapse.days if window.covers(each[0]))) for lapse in whole.lapses
    )
    return Competence(
        window=window,
        people=len({person for _, person in days}),
        person_days=len(days),
        tickets=sum(_count(needs, window) for needs in whole.needs.values()),
        lapses=tuple(lapse for lapse in lapses if lapse.days),
    )


def _count(needs: Sequence[_Need], window: Window) -> int:
    first = bisect_left(needs, window.first, key=lambda need: need.day)
    return bisect_right(needs, window.last, key=lambda need: need.day) - first


def _measure(program: Program) -> _Whole:
    at_work = measure_at_work(program)
    needs = _needs(program, at_work)
    certificates = certificates_of(program)
    lapses = [
        lapse
        for (person, course), days in sorted(needs.items())
        for lapse in _lapses(person, course, days, certificates.get((person, course), ()))
    ]
    return _Whole(tuple(dict.fromkeys((each.day, each.person) for each in at_work)), needs, tuple(lapses))


def _needs(program: Program, at_work: Iterable[AtWork]) -> dict[tuple[str, str], list[_Need]]:
    """What each person needed, a day once and in order, by the first record of the day that shows the need."""
    positions: dict[tuple[str, str], list[_Need]] = defaultdict(list)
    found: dict[tuple[str, str], list[list[_Need]]] = defaultdict(list)
    for (person, day), records in groupby(at_work, key=lambda each: (each.person, each.day)):
        stored = program.people.get(person)
        job = stored.value.employment_on(day) if stored else None
        if job is None:
            # Somebody nobody knows, or not employed that day, is reported by LNK002, LNK013 and LNK014.
            continue
        first, *more = records
        positions[person, job.position].append(_Need(day, first.record, "the position"))
        for each in (first, *more):
            for course in each.courses:
                found[person, course].append([_Need(day, each.record, each.why)])
    for (person, position), days in positions.items():
        for course in courses_of_position(program, position):
            found[person, course].append(days)
    return {key: lists[0] if len(lists) == 1 else _one_a_day(lists) for key, lists in found.items()}


def _one_a_day(lists: Iterable[Iterable[_Need]]) -> list[_Need]:
    by_day: dict[date, _Need] = {}
    for need in chain.from_iterable(lists):
        # The work itself comes before the position: it says more about why the ticket was needed.
        by_day.setdefault(need.day, need)
    return [by_day[day] for day in sorted(by_day)]


def _lapses(person: str, course: str, needs: Sequence[_Need], held: Sequence[Stored[Record]]) -> list[Lapse]:
    first, last = needs[0].day, needs[-1].day
    if any(_is_seen(each) and each.value.date <= first and end_of(each) >= last for each in held):
        return []
    found: dict[tuple[Standing, str], list[_Need]] = defaultdict(list)
    certificate: dict[tuple[Standing, str], Stored[Record] | None] = {}
    for need in needs:
        standing, counts = stand_on(held, need.day)
        if standing is not Standing.VALID:
            key = (standing, counts.value.id if counts else "")
            found[key].append(need)
            certificate[key] = counts
    return [
        Lapse(person, course, key[0], certificate[key], days[0].why, tuple((each.day, each.record) for each in days))
        for key, days in sorted(found.items(), key=lambda item: item[1][0].day)
    ]


def stand_on(held: Sequence[Stored[Record]], day: date) -> tuple[Standing, Stored[Record] | None]:
    """How certificates of one person and course stand on a day, and which of them counts; None where none was issued by then."""
    issued = [each for each in held if each.value.date <= day]
    if not issued:
        return Standing.MISSING, None
    valid = [each for each in issued if end_of(each) >= day]
    best = max(valid or issued, key=lambda each: (_is_seen(each), end_of(each), each.value.date))
    if valid:
        return (Standing.VALID if _is_seen(best) else Standing.UNVERIFIED), best
    return Standing.EXPIRED, max(issued, key=lambda each: (end_of(each), each.value.date))


def _is_seen(certificate: Stored[Record]) -> bool:
    """Whether somebody has seen the original, or a scan of it is attached."""
    return bool(getattr(certificate.value, "verified_by", None)) or certificate.value.has_scan
