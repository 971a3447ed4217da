"""What auditors asked for, and whether it was answered."""

from __future__ import annotations

from datetime import date

from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored
from builder.record_types.audit_request import AuditRequest


def list_requests(program: Program, as_of: date) -> tuple[tuple[Stored[Record], AuditRequest], ...]:
    """Every request up to a day: by the day it is wanted, those without one last, then by id."""
    found = [
        (stored, stored.value)
        for stored in program.records_by_type.get(AuditRequest.TYPE, ())
        if isinstance(stored.value, AuditRequest) and stored.value.date <= as_of
    ]
    return tuple(sorted(found, key=lambda each: (each[1].due or date.max, each[1].id)))


def is_open(request: AuditRequest, as_of: date) -> bool:
    """Whether it was still unanswered on a day."""
    return request.answered_on is None or request.answered_on > as_of
