"""Who wears a respirator by position, and until when the last fit test counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.model.day import Period, add_period
from builder.model.law import Law
from builder.model.program import Program
from builder.model.record import Record

_RESPIRATOR = re.compile(r"\b(?:respirators?|fit[- ]test(?:ed|s|ing)?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class FitState:
    """Somebody whose position needs a respirator.

    Attributes:
        why: What says so: the training of the position, or the id of a hazard assessment.
        record: The last test that was passed; None where there is none.
        tested_on: Its day.
        counts_until: The last day it counts.
    """

    person: str
    position: str
    why: str
    record: str | None
    tested_on: date | None
    counts_until: date | None


def measure_fit_tests(program: Program, law: Law, day: date) -> tuple[FitState, ...]:
    """Everyone employed on a day in a position that needs a respirator; nobody where neither the company nor the law names a period."""
    every = _period(program, law)
    if every is None:
        return ()
    positions = _positions(program, day)
    found = []
    for id, stored in program.people.items():
        job = stored.value.employment_on(day)
        if job is None or job.position not in positions:
            continue
        last = max(_tests(program, id, day), key=lambda test: (_until(test, every), test.id), default=None)
        until = _until(last, every) if last else None
        tested = last.date if last else None
        found.append(FitState(id, job.position, positions[job.position], last.id if last else None, tested, until))
    return tuple(found)


def _period(program: Program, law: Law) -> Period | None:
    chosen = program.company.value.fit_test_every if program.company else None
    limit = law.limit("fit-test")
    return (chosen or limit.period) if limit else None


def _positions(program: Program, day: date) -> dict[str, str]:
    """Positions that need a respirator, and what says so."""
    found: dict[str, str] = {}
    for stored in program.records_by_type.get("hazard-assessment", ()):
        position = getattr(stored.value, "position", None)
        if isinstance(position, str) and stored.value.date <= day and _names_respirator(stored.value):
            found[position] = stored.value.id
    for id, position_file in program.positions.items():
        if any(_RESPIRATOR.search(course) for course in position_file.value.required_training):
            found[id] = "its required training"
    return found


def _names_respirator(assessment: Record) -> bool:
    return any(
        control.kind == "ppe" and _RESPIRATOR.search(control.control)
        for hazard in getattr(assessment, "hazards", ())
        for control in hazard.controls
    )


def _tests(program: Program, person: str, day: date) -> Iterator[Record]:
    """Fit tests that were passed, and certificates of a course in it: some companies file them so."""
    for stored in program.records_by_type.get("fit-test", ()):
        test = stored.value
        is_passed = getattr(test, "kind", None) != "hearing-protector" and getattr(test, "result", None) != "fail"
        if getattr(test, "person", None) == person and test.date <= day and is_passed:
            yield test
    for stored in program.records_by_type.get("training", ()):
        course = getattr(stored.value, "course", None) or ""
        if getattr(stored.value, "person", None) == person and stored.value.date <= day and "fit-test" in course:
            yield stored.value


def _until(test: Record, every: Period) -> date:
    """A test counts for the period, or until the earlier day that stands on it."""
    written = getattr(test, "expires", None)
    by_period = add_period(test.date, every)
    return min(written, by_period) if isinstance(written, date) else by_period
