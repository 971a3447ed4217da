"""Which records belong to a window: events by their date, what stays valid as long as it was in force."""

from __future__ import annotations

from datetime import date

from builder.model.program import Program
from builder.model.record import Record
from builder.model.snapshot import Window
from builder.model.stored import Stored


def is_in_window(program: Program, record: Record, window: Window) -> bool:
    """Whether a record is evidence for a window.

    An event counts by its date. What stays in force (certificates, fit tests, terms of office: `Record.IN_FORCE_UNTIL`) counts if it
    was in force on any day of it, and orientations if the person was employed on any day of it: an auditor asks for those of today's
    people, however old.
    """
    kind = type(record)
    if record.date > window.last:
        return False
    if kind.IN_FORCE_UNTIL:
        end = getattr(record, kind.IN_FORCE_UNTIL, None)
        return not isinstance(end, date) or end >= window.first
    if kind.TYPE == "orientation":
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
