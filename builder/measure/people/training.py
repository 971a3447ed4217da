"""Who holds which certificate on a day, and who lacks one that the position needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from builder.model.day import add_period
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored
from builder.read.course_file import read_courses

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


Certificates = Mapping[tuple[str, str], Sequence[Stored[Record]]]


def certificates_of(program: Program) -> Certificates:
    """Certificates by (person, course), in order of issue.

    Courses go by the name in the book of courses, whatever the certificate calls them, and a certificate stands under every course
    it counts as: one of Advanced First Aid under Intermediate and Basic too.
    """
    return program.once(_certificates)


def _certificates(program: Program) -> Certificates:
    book = read_courses()
    found: dict[tuple[str, str], list[Stored[Record]]] = defaultdict(list)
    for stored in program.records_by_type.get("training", ()):
        person, course = getattr(stored.value, "person", None), getattr(stored.value, "course", None)
        if isinstance(person, str) and isinstance(course, str):
            for each in book.counts_as(book.name_of(course)):
                found[person, each].append(stored)
    return found


def measure_training(program: Program, day: date) -> TrainingMatrix:
    """The matrix of everyone employed on the day; courses go by the name in the book of courses."""
    held = certificates_of(program)
    by_person = _courses_held(program)
    cells: dict[tuple[str, str], TrainingCell] = {}
    people = [id for id, stored in program.people.items() if stored.value.employment_on(day)]
    for person in people:
        needed = required_courses(program, person, day)
        for course in sorted(needed | by_person.get(person, set())):
            issued = [each for each in held.get((person, course), ()) if each.value.date <= day]
            if issued or course in needed:
                cells[person, course] = _cell(person, course, issued, day, course in needed)
    courses = tuple(sorted({course for _, course in cells}))
    return TrainingMatrix(day, tuple(people), courses, cells)


def _courses_held(program: Program) -> dict[str, set[str]]:
    book = read_courses()
    found: dict[str, set[str]] = defaultdict(set)
    for stored in program.records_by_type.get("training", ()):
        person, course = getattr(stored.value, "person", None), getattr(stored.value, "course", None)
        if isinstance(person, str) and isinstance(course, str):
            found[person].add(book.name_of(course))
    return found


def required_courses(program: Program, person: str, day: date) -> frozenset[str]:
    """The courses that the person's position needs on a day; none before hiring or after leaving."""
    stored = program.people.get(person)
    job = stored.value.employment_on(day) if stored else None
    return courses_of_position(program, job.position) if job else frozenset()


def courses_of_position(program: Program, position: str) -> frozenset[str]:
    """The courses that a position needs, by their names in the book of courses."""
    stored = program.positions.get(position)
    book = read_courses()
    return frozenset(book.name_of(each) for each in stored.value.required_training) if stored else frozenset()


def _cell(person: str, course: str, issued: Sequence[Stored[Record]], day: date, is_required: bool) -> TrainingCell:
    if not issued:
        return TrainingCell(person, course, Validity.MISSING, is_required)
    best = max(issued, key=lambda each: (end_of(each), each.value.date))
    end = end_of(best)
    validity = Validity.VALID
    if end < day:
        validity = Validity.EXPIRED
    elif end < day + timedelta(days=SOON):
        validity = Validity.SOON
    expires = None if end == date.max else end
    return TrainingCell(person, course, validity, is_required, best.value.id, best.value.date, expires)


def end_of(stored: Stored[Record]) -> date:
    """The last day on which a certificate is valid; the last day there is when it doesn't expire.

    What the certificate says goes first; `expires: null` says that it has no end. Where nothing is written, the course's usual length
    counts from the day of issue.
    """
    end = getattr(stored.value, "expires", None)
    if isinstance(end, date):
        return end
    book = read_courses()
    course = book.by_id.get(book.name_of(str(getattr(stored.value, "course", ""))))
    if course is None or course.validity is None or ("expires",) in stored.places:
        return date.max
    return add_period(stored.value.date, course.validity)
