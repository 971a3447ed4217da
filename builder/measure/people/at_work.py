"""Who was at work on which day, and at what, from every record that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from builder.measure.people.work import measure_work
from builder.model.course import CourseBook, WorkOnRecord
from builder.model.program import Program
from builder.model.record import Record
from builder.model.register import Task
from builder.read.course_file import read_courses


class AtWork(NamedTuple):
    """One person on one record that shows them at work.

    Attributes:
        from_timesheet: Whether only a timesheet says so; such entries sort after the records made on the day itself.
        record: Its id.
        why: What the person did there: "entering a confined space".
        courses: What that work needs beside what the position needs.
    """

    day: date
    person: str
    from_timesheet: bool
    record: str
    why: str
    courses: tuple[str, ...]


def measure_at_work(program: Program) -> tuple[AtWork, ...]:
    """Everybody's days at work, sorted by day and person; made once for a program.

    They come from the crews of field-level assessments, permits, lockouts and lift plans, our own technicians on maintenance records,
    people watched at a task, and timesheets. Records of people who only approve or sign are not among them.
    """
    return program.once(_measure)


def _measure(program: Program) -> tuple[AtWork, ...]:
    book = read_courses()
    found = {each for work in book.work for each in _from_records(program, book, work)}
    found.update(AtWork(each.day, each.person, True, each.record, "work", ()) for each in measure_work(program).days)
    return tuple(sorted(found))


def _from_records(program: Program, book: CourseBook, work: WorkOnRecord) -> Iterator[AtWork]:
    for stored in program.records_by_type.get(work.record, ()):
        record = stored.value
        for person in _people(record, work.who):
            yield AtWork(record.date, person, False, record.id, work.why, work.courses)
            task = task_of(program, record, person)
            if task and task.courses:
                courses = tuple(book.name_of(each) for each in task.courses)
                yield AtWork(record.date, person, False, record.id, f"the task “{task.title}”", courses)


def _people(record: Record, who: str) -> tuple[str, ...]:
    """Our own people in a field or role; a technician of an outside shop is written by name and is none of them."""
    if who.startswith("role:"):
        return record.people_as(who.removeprefix("role:"))
    value = getattr(record, who, None)
    held = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in held if isinstance(each, str) and each.startswith("P-"))


def task_of(program: Program, record: Record, person: str) -> Task | None:
    """The task that a record names, by id or title, among those of the position the person held that day."""
    named = getattr(record, "task", None)
    stored = program.people.get(person)
    job = stored.value.employment_on(record.date) if stored and isinstance(named, str) else None
    position = program.positions.get(job.position) if job else None
    if position is None:
        return None
    wanted = str(named).casefold()
    return next((task for task in position.value.tasks if wanted in (task.id, task.title.casefold())), None)
