"""Positive indicators about hazards: assessed, controlled, with the people who meet them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.measure.answers.indicators.counted import Counted, Sight
from builder.model.record import Record


def positions_with_tasks(sight: Sight) -> Iterator[Counted]:
    """Positions that somebody holds, with a list of tasks (HA2)."""
    for id in sorted(_held(sight)):
        position = sight.program.positions.get(id)
        if position is not None:
            yield Counted(id, "" if position.value.tasks else "no tasks listed")


def tasks_assessed(sight: Sight) -> Iterator[Counted]:
    """Tasks of the positions somebody holds, with an assessment whose review isn't overdue (HA3)."""
    assessed = {(getattr(each, "position", None), getattr(each, "task", None)): each for each in _latest(sight)}
    for id in sorted(_held(sight)):
        position = sight.program.positions.get(id)
        for task in position.value.tasks if position else ():
            record = assessed.get((id, task.id))
            review: date | None = getattr(record, "next_review", None)
            why = "not assessed" if record is None else ""
            if review is not None and review < sight.as_of:
                why = f"assessed on {record.date if record else ''}, review was due on {review}"
            yield Counted(f"{id}, task {task.id}", why)


def hazards_controlled(sight: Sight) -> Iterator[Counted]:
    """Hazards in the newest assessment of each task, with a control (HC1)."""
    for record in _latest(sight):
        for number, hazard in enumerate(getattr(record, "hazards", ()), 1):
            why = "" if hazard.controls else f"no control named for: {hazard.hazard}"
            yield Counted(f"{record.id}, hazard {number}", why)


def hazards_rated(sight: Sight) -> Iterator[Counted]:
    """Hazards in the newest assessment of each task, rated before and after control (HA4)."""
    for record in _latest(sight):
        for number, hazard in enumerate(getattr(record, "hazards", ()), 1):
            why = "" if hazard.residual is not None else f"no risk after control for: {hazard.hazard}"
            yield Counted(f"{record.id}, hazard {number}", why)


def assessments_with_workers(sight: Sight) -> Iterator[Counted]:
    """Newest assessments of workers' tasks, with a worker among those who took part (HA6; OHS Code section 8)."""
    for record in _latest(sight):
        position = sight.program.positions.get(getattr(record, "position", None) or "")
        if position is None or position.value.level != "worker" or record.has_scan:
            continue
        levels = {sight.level_of(id, record.date) for id in record.people_as("participant")}
        yield Counted(record.id, "" if "worker" in levels else "no worker took part")


def field_assessments_signed(sight: Sight) -> Iterator[Counted]:
    """Field-level assessments of the window signed by everybody on the crew (HA10)."""
    for stored in sight.events("flha"):
        record = stored.value
        absent = [person for person in record.must_sign if person not in record.has_signed]
        if record.must_sign:
            yield Counted(record.id, f"not signed by {', '.join(absent)}" if absent else "")


def field_assessments_before_work(sight: Sight) -> Iterator[Counted]:
    """Field-level assessments of the window written before the work started (HA10)."""
    for stored in sight.events("flha"):
        record: Any = stored.value
        if record.written_at and record.started_at:
            late = record.written_at > record.started_at
            yield Counted(record.id, f"written at {record.written_at}, work began {record.started_at}" if late else "")


def _held(sight: Sight) -> set[str]:
    people = sight.program.people.values()
    return {job.position for person in people if (job := person.value.employment_on(sight.as_of))}


def _latest(sight: Sight) -> list[Record]:
    """The newest assessment of each task of a position, up to the as-of day."""
    found: dict[tuple[object, object], Record] = {}
    for stored in sight.program.records_by_type.get("hazard-assessment", ()):
        if stored.value.date <= sight.as_of:
            found[getattr(stored.value, "position", None), getattr(stored.value, "task", None)] = stored.value
    return sorted(found.values(), key=lambda each: each.id)
