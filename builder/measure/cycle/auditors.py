"""Who audits: the auditor behind an audit, and why one is not independent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.model.day import add_months
from builder.model.place import Place
from builder.model.program import Program
from builder.model.record import Record
from builder.model.register import Person
from builder.model.stored import Stored
from builder.record_types.audit import Audit
from builder.record_types.auditor import Auditor


@dataclass(frozen=True)
class StoredAudit:
    """An audit with its file."""

    stored: Stored[Record]
    record: Audit


@dataclass(frozen=True)
class AuditWithAuditor:
    """An audit whose auditor is on file."""

    record: Audit
    auditor: Auditor
    stored_auditor: Stored[Record]

    def place(self, name: str) -> Place:
        """Where a field of the auditor's record stands."""
        return self.stored_auditor.place(name)


def external_audits(program: Program) -> Iterator[StoredAudit]:
    """Audits on which a certificate depends and that were not given up, oldest first."""
    for stored in program.records_by_type.get("audit", ()):
        audit = stored.value
        if isinstance(audit, Audit) and audit.is_external and audit.outcome != "withdrawn":
            yield StoredAudit(stored, audit)


def audits_with_auditor(program: Program) -> Iterator[AuditWithAuditor]:
    """Audits of the cycle whose auditor is on file, oldest first."""
    for stored in program.records_by_type.get("audit", ()):
        audit = stored.value
        if not isinstance(audit, Audit) or not audit.is_of_cycle or audit.outcome == "withdrawn":
            continue
        on_file = program.record_by_id.get(audit.auditor or "")
        if on_file is not None and isinstance(on_file.value, Auditor):
            yield AuditWithAuditor(audit, on_file.value, on_file)


def why_not_independent(program: Program, audit: StoredAudit, months: int) -> str:
    """Why the auditor of an external audit doesn't count as independent, in words; empty when nothing speaks against it.

    Args:
        program: Its register of people tells who worked here.
        audit: The audit.
        months: How far back employment counts.
    """
    day = audit.record.begun_on or audit.record.planned_from or audit.record.date
    on_file = program.record_by_id.get(audit.record.auditor or "")
    auditor = on_file.value if on_file is not None and isinstance(on_file.value, Auditor) else None
    name = auditor.auditor_name if auditor else audit.record.auditor_name
    person = _person(program, auditor.person if auditor else None, name)
    if person is not None and _worked_here(person, add_months(day, -months), day):
        return f"{person.id} works here, or did within the last {months} months"
    if auditor is None:
        return ""
    if auditor.independence is None:
        return "no statement of independence is on file"
    if auditor.independence.employed_here:
        return "the auditor states to have been employed here"
    return "the auditor states to have built the program" if auditor.independence.built_system else ""


def _person(program: Program, id: str | None, name: str | None) -> Person | None:
    if id is not None and id in program.people:
        return program.people[id].value
    return next((each.value for each in program.people.values() if name and each.value.name == name), None)


def _worked_here(person: Person, first: date, last: date) -> bool:
    return any(stretch.overlaps(first, last) for stretch in person.employment)
