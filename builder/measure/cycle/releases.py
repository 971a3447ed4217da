"""What was handed to auditors, and the day on which their days therefore began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored
from builder.record_types.audit import Audit
from builder.record_types.auditor import Auditor
from builder.record_types.pack_release import PackRelease


@dataclass(frozen=True)
class Handover:
    """Something that was handed to an auditor.

    Attributes:
        stored: Its record.
        release: The same.
        day_of_gathering: Which day of the auditor's days it was, from 1; None for what came before day 1 or starts nothing.
    """

    stored: Stored[Record]
    release: PackRelease
    day_of_gathering: int | None


def list_handovers(program: Program, as_of: date) -> tuple[Handover, ...]:
    """Every release up to a day, by day, then id."""
    found = []
    for stored, release in _releases(program):
        if release.date <= as_of:
            first = began_on(program, release.audit, as_of)
            day = (release.date - first).days + 1 if first and release.date >= first else None
            found.append(Handover(stored, release, day))
    return tuple(sorted(found, key=lambda each: (each.release.date, each.release.id)))


def audit_under_way(program: Program, day: date) -> Audit | None:
    """The newest audit of the cycle that was on file by a day and has no result yet."""
    audits = [stored.value for stored in program.records_by_type.get(Audit.TYPE, ()) if isinstance(stored.value, Audit)]
    open_ones = [each for each in audits if each.is_of_cycle and not each.is_reported and each.date <= day]
    return max(open_ones, key=lambda each: (each.date, each.id), default=None)


def name_recipient(program: Program, release: PackRelease) -> str:
    """To whom something was handed: the auditor by name, as far as anything says it."""
    stored = program.record_by_id.get(release.auditor or "")
    if stored is not None and isinstance(stored.value, Auditor):
        return stored.value.called
    return release.handed_to or release.auditor or "not stated"


def first_evidence(program: Program, audit: str, as_of: date) -> Stored[Record] | None:
    """The first release of evidence for an audit by a day; a scope pack is none."""
    found = [
        stored
        for stored, release in _releases(program)
        if release.audit == audit and release.starts_days and release.date <= as_of
    ]
    return min(found, key=lambda stored: (stored.value.date, stored.value.id), default=None)


def began_on(program: Program, audit: str | None, as_of: date) -> date | None:
    """Day 1 of gathering: as the audit's own record says, else the first release of evidence for it."""
    if audit is None:
        return None
    stored = program.record_by_id.get(audit)
    if stored is not None and isinstance(stored.value, Audit) and stored.value.first_document_on:
        return stored.value.first_document_on
    first = first_evidence(program, audit, as_of)
    return first.value.date if first else None


def _releases(program: Program) -> Iterator[tuple[Stored[Record], PackRelease]]:
    for stored in program.records_by_type.get(PackRelease.TYPE, ()):
        if isinstance(stored.value, PackRelease):
            yield stored, stored.value
