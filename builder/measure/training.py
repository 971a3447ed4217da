"""Who holds which certificate on a day, who lacks one that the position needs, and who worked after one had run out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from builder.model.program import Program
from builder.model.record import Record
from builder.model.snapshot import Window
from builder.model.stored import Stored

SOON = 90
"""Days before the end of a certificate in which it counts as running out soon: time to find a course."""


class Validity(StrEnum):
    """How a person stands with a course on a day."""

    VALID = "valid"
    SOON = "expires-soon"
    EXPIRED = "expired"
    MISSING = "missing"


@dataclass(frozen=True)
class TrainingCell:
    """One person and one course.

    Attributes:
        is_required: Whether the person's position needs the course.
        record: Id of the certificate that counts: of those issued by the day, the one that lasts longest.
        issued, expires: Of that certificate; `expires` None when it doesn't expire.
    """

    person: str
    course: str
    validity: Validity
    is_required: bool
    record: str | None = None
    issued: date | None = None
    expires: date | None = None


@dataclass(frozen=True)
class TrainingMatrix:
    """People by courses on a day; a cell that is neither required nor held isn't there.

    Attributes:
        people: Ids of the people employed that day.
        courses: Every course that one of them needs or holds.
        cells: By (person, course).
    """

    day: date
    people: tuple[str, ...]
    courses: tuple[str, ...]
    cells: Mapping[tuple[str, str], TrainingCell]


@dataclass(frozen=True)
class ExpiredAtWork:
    """Days somebody worked in a position that needs a course, after its certificate had run out.

    Attributes:
        certificate: The certificate that had run out.
        days: The days worked without a valid one, with the record that shows each, oldest first.
    """

    person: str
    course: str
    certificate: Stored[Record]
    expired_on: date
    days: tuple[tuple[date, str], ...]


Certificates = Mapping[tuple[str, str], Sequence[Stored[Record]]]


def certificates_of(program: Program) -> Certificates:
    """Certificates by (person, course), in order of issue."""
    found: dict[tuple[str, str], list[Stored[Record]]] = defaultdict(list)
    for stored in program.records_by_type.get("training", ()):
        person, course = getattr(stored.value, "person", None), getattr(stored.value, "course", None)
        if isinstance(person, str) and isinstance(course, str):
            found[person, course].append(stored)
    return found


def measure_training(program: Program, day: date) -> TrainingMatrix:
    """The matrix of everyone employed on the day."""
    held = certificates_of(program)
    by_person: dict[str, list[str]] = defaultdict(list)
    for person, course in held:
        by_person[person].append(course)
    cells: dict[tuple[str, str], TrainingCell] = {}
    people = [id for id, stored in program.people.items() if stored.value.employment_on(day)]
    for person in people:
        needed = required_courses(program, person, day)
        for course in sorted(needed | set(by_person[person])):
            issued = [each for each in held.get((person, course), ()) if each.value.date <= day]
            if issued or course in needed:
                cells[person, course] = _cell(person, course, issued, day, course in needed)
    courses = tuple(sorted({course for _, course in cells}))
    return TrainingMatrix(day, tuple(people), courses, cells)


def required_courses(program: Program, person: str, day: date) -> frozenset[str]:
    """The courses that the person's position needs on a day; none before hiring or after leaving."""
    stored = program.people.get(person)
    job = stored.value.employment_on(day) if stored else None
    position = program.positions.get(job.position) if job else None
    return frozenset(position.value.required_training) if position else frozenset()


def _cell(person: str, course: str, issued: Sequence[Stored[Record]], day: date, is_required: bool) -> TrainingCell:
    if not issued:
        return TrainingCell(person, course, Validity.MISSING, is_required)
    best = max(issued, key=lambda each: (end_of(each.value), each.value.date))
    end = end_of(best.value)
    validity = Validity.VALID
    if end < day:
        validity = Validity.EXPIRED
    elif end < day + timedelta(days=SOON):
        validity = Validity.SOON
    expires = None if end == date.max else end
    return TrainingCell(person, course, validity, is_required, best.value.id, best.value.date, expires)


def end_of(certificate: Record) -> date:
    """The last day on which a certificate is valid; the last day there is when it doesn't expire."""
    end = getattr(certificate, "expires", None)
    return end if isinstance(end, date) else date.max


def find_expired_at_work(program: Program, window: Window) -> tuple[ExpiredAtWork, ...]:
    """Certificates that had run out on days the person worked in the window, sorted by person and course.

    Days at work come from field-level hazard assessments that list the person. Only courses count that the person's position needed
    that day, and only where a certificate was held once: never trained at all is another gap.
    """
    held = certificates_of(program)
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    expired: dict[str, tuple[str, str, Stored[Record]]] = {}
    for day, flha, person in _days_worked(program, window):
        for course in required_courses(program, person, day):
            issued = [each for each in held.get((person, course), ()) if each.value.date <= day]
            if issued and all(end_of(each.value) < day for each in issued):
                last = max(issued, key=lambda each: (end_of(each.value), each.value.date))
                expired[last.value.id] = (person, course, last)
                found[last.value.id].append((day, flha))
    return tuple(
        ExpiredAtWork(person, course, stored, end_of(stored.value), tuple(sorted(found[id])))
        for id, (person, course, stored) in sorted(expired.items(), key=lambda item: item[1][:2])
    )


def _days_worked(program: Program, window: Window) -> list[tuple[date, str, str]]:
    return [
        (stored.value.date, stored.value.id, entry.person)
        for stored in program.records_by_type.get("flha", ())
        if window.covers(stored.value.date)
        for entry in stored.value.people
        if entry.role in ("crew", "foreman")
    ]
