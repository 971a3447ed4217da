"""Done and filed, two facts kept apart: the day of the event, and the day its record reached git."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.model.history import History
from builder.model.program import Program
from builder.model.record import Record
from builder.model.snapshot import Window
from builder.model.stored import Stored


@dataclass(frozen=True)
class Filing:
    """When one record was done and when it was filed.

    Attributes:
        done: The day of the event.
        filed: The day its file first arrived on the branch.
        days: From one to the other; negative when git had it before the event.
        tolerance: Days within which records of the type usually reach the repository; paper takes weeks.
        is_imported: Whether it arrived with a bulk import that the company declares; such a day says nothing.
    """

    stored: Stored[Record]
    done: date
    filed: date
    days: int
    tolerance: int
    is_imported: bool = False

    @property
    def is_beyond_tolerance(self) -> bool:
        """Whether filing took longer than is usual for the type. Neutral: git can't say when the form was filled in."""
        return self.days > self.tolerance and not self.is_imported


def measure_filing(program: Program, window: Window, history: History | None) -> tuple[Filing, ...]:
    """The filing of every record of the window that git knows, by date and id; empty when the history was not examined."""
    if history is None:
        return ()
    imports = {each.commit for each in program.company.value.imports} if program.company else set()
    found = []
    for stored in program.records:
        known = history.files.get(stored.path)
        if known is not None and window.covers(stored.value.date):
            days = (known.entered - stored.value.date).days
            is_imported = known.changes[0].commit in imports
            tolerance = type(stored.value).FILED_WITHIN
            found.append(Filing(stored, stored.value.date, known.entered, days, tolerance, is_imported))
    return tuple(sorted(found, key=lambda each: (each.done, each.stored.value.id)))
