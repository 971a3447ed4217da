"""Done and filed, two facts kept apart: the day of the event, and the day its record reached git."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.measure.filing.imports import Declaration, find_bulks, find_declaration, is_taken_over, list_declarations
from builder.model.history import Change
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored


class FilingClass(StrEnum):
    """What can be said of the days between an event and the entry of its record. Only the first two say how fast it was filed."""

    WITHIN = "within"
    LATER = "later"
    ADOPTED = "adopted"
    IMPORTED = "imported"
    BULK = "bulk"
    BEFORE = "before"


@dataclass(frozen=True)
class Filing:
    """When one record was done and when it was filed.

    Attributes:
        done: The day of the event, as the record claims it.
        filed: The day its file first arrived on the branch.
        days: From one to the other; negative when git had it before the event.
        tolerance: Days within which records of the type usually reach the repository; paper takes weeks.
        kind: How the two are to be taken.
        arrival: With which it came: commit, and the author's and committer's claims.
        declaration: Of the import it came with; None when it did not come with one.
    """

    stored: Stored[Record]
    done: date
    filed: date
    days: int
    tolerance: int
    kind: FilingClass
    arrival: Change
    declaration: Declaration | None = None


def measure_filing(snapshot: Snapshot) -> tuple[Filing, ...]:
    """The filing of every record of the window that git knows, by date and id; empty when the history was not examined."""
    return tuple(each for each in measure_all_filing(snapshot) if snapshot.window.covers(each.done))


def measure_all_filing(snapshot: Snapshot) -> tuple[Filing, ...]:
    """The filing of every record that git knows, whatever its day, by date and id."""
    history, program = snapshot.history, snapshot.program
    if history is None:
        return ()
    declarations = list_declarations(program, history)
    bulk = {each.path for found in find_bulks(program, history) for each in found.records}
    adopted = program.company.value.adopted_on if program.company else None
    found = []
    for stored in program.records:
        file = history.files.get(stored.path)
        if file is None:
            continue
        arrival, done = file.changes[0], stored.value.date
        declaration = find_declaration(declarations, arrival, done)
        days, tolerance = (arrival.arrived - done).days, type(stored.value).FILED_WITHIN
        kind = _classify(
            days,
            tolerance,
            is_imported=declaration is not None,
            is_adopted=is_taken_over(done, arrival.arrived, adopted),
            is_bulk=stored.path in bulk,
        )
        found.append(Filing(stored, done, arrival.arrived, days, tolerance, kind, arrival, declaration))
    return tuple(sorted(found, key=lambda each: (each.done, each.stored.value.id)))


def _classify(days: int, tolerance: int, *, is_imported: bool, is_adopted: bool, is_bulk: bool) -> FilingClass:
    """The class; a record that git had before its own day is that, whatever else it is."""
    if days < 0:
        return FilingClass.BEFORE
    if is_imported:
        return FilingClass.IMPORTED
    if is_adopted:
        return FilingClass.ADOPTED
    if is_bulk:
        return FilingClass.BULK
    return FilingClass.LATER if days > tolerance else FilingClass.WITHIN
