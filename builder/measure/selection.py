"""Which records belong to a window: events by their date, what stays valid as long as it was in force."""

from __future__ import annotations

from datetime import date

from builder.model.program import Program
from builder.model.record import Record
from builder.model.snapshot import Window
from builder.model.stored import Stored

_END_OF_VALIDITY = {"training": "expires", "competency": "reassess_on", "hazard-assessment": "next_review"}
"""Types that stay valid after their day, and the field that says until when; empty means without end."""


def is_in_window(program: Program, record: Record, window: Window) -> bool:
    """Whether a record is evidence for a window.

    An event counts by its date. Certificates, competencies and hazard assessments count if they were in force on any day of it, and
    orientations if the person was employed on any day of it: an auditor asks for those of today's people, however old.
    """
    kind = type(record).TYPE
    if record.date > window.last:
        return False
    if kind in _END_OF_VALIDITY:
        end = getattr(record, _END_OF_VALIDITY[kind], None)
        return not isinstance(end, date) or end >= window.first
    if kind == "orientation":
        person = program.people.get(str(getattr(record, "person", "")))
        if person is not None:
            return any(job.overlaps(window.first, window.last) for job in person.value.employment)
    return window.covers(record.date)


def select_records(program: Program, record_type: str, kind: str | None, window: Window) -> tuple[Stored[Record], ...]:
    """The records of a type (and kind, where given) that are evidence for a window, by date."""
    return tuple(
        stored
        for stored in program.records_by_type.get(record_type, ())
        if (kind is None or stored.value.kind_of_record == kind) and is_in_window(program, stored.value, window)
    )
