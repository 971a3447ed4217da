"""Who has been watched at the critical tasks of their job, by somebody who knows the work: stronger than a course alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.measure.people.at_work import task_of
from builder.model.program import Program
from builder.model.record import Record
from builder.model.register import Task


class Strength(StrEnum):
    """What shows that somebody can do a task."""

    ASSESSED = "assessed"
    OUT_OF_DATE = "out-of-date"
    NOT_YET = "not-yet"
    NOT_ASSESSED = "not-assessed"


@dataclass(frozen=True)
class Assessment:
    """One person and one critical task of their position, on a day.

    Attributes:
        record: Id of the competency record that counts, the last one by that day; None where there is none.
        by_competent: Whether the assessor was a supervisor or above, or had been found competent at the task before.
    """

    person: str
    position: str
    task: Task
    strength: Strength
    record: str | None = None
    assessor: str | None = None
    on: date | None = None
    by_competent: bool = False


def measure_assessments(program: Program, day: date) -> tuple[Assessment, ...]:
    """Everybody employed that day by the critical tasks of their position, sorted by position, task and person."""
    found = _last_records(program, day)
    assessments = []
    for id, stored in sorted(program.people.items()):
        job = stored.value.employment_on(day)
        position = program.positions.get(job.position) if job else None
        if position is None:
            continue
        for task in position.value.tasks:
            if task.critical:
                record = found.get((id, task.id))
                assessments.append(_assessment(program, id, position.value.id, task, record, found, day))
    return tuple(sorted(assessments, key=lambda each: (each.position, each.task.id, each.person)))


def _last_records(program: Program, day: date) -> dict[tuple[str, str], Record]:
    """The last competency record by (person, task), whichever position the person held then."""
    found: dict[tuple[str, str], Record] = {}
    for stored in program.records_by_type.get("competency", ()):
        record = stored.value
        person = getattr(record, "person", None)
        task = task_of(program, record, person) if isinstance(person, str) else None
        if task is not None and record.date <= day:
            found[str(person), task.id] = record
    return found


def _assessment(
    program: Program,
    person: str,
    position: str,
    task: Task,
    record: Record | None,
    found: dict[tuple[str, str], Record],
    day: date,
) -> Assessment:
    if record is None:
        return Assessment(person, position, task, Strength.NOT_ASSESSED)
    again: date | None = getattr(record, "reassess_on", None)
    strength = Strength.ASSESSED
    if getattr(record, "result", None) == "not-yet":
        strength = Strength.NOT_YET
    elif again is not None and again < day:
        strength = Strength.OUT_OF_DATE
    assessor: str | None = getattr(record, "assessor", None)
    own = found.get((assessor or "", task.id))
    is_competent = own is not None and own.date < record.date and getattr(own, "result", None) == "competent"
    return Assessment(
        person=person,
        position=position,
        task=task,
        strength=strength,
        record=record.id,
        assessor=assessor,
        on=record.date,
        by_competent=is_competent or _leads(program, assessor, record.date),
    )


def _leads(program: Program, person: str | None, day: date) -> bool:
    stored = program.people.get(person or "")
    job = stored.value.employment_on(day) if stored else None
    return job is not None and job.level != "worker"
