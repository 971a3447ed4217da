"""The days of an audit in the order in which they must follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from builder.model.place import FieldPath
from builder.model.record import Record
from builder.record_types.audit import Audit
from builder.record_types.auditor import Auditor
from builder.record_types.peer_audit import PeerAudit
from builder.record_types.self_assessment import SelfAssessment

DATED_TYPES = ("audit", "self-assessment", "auditor", "peer-audit")
"""Types whose days are compared."""

Named = tuple[str, date]
"""A field's name and its day."""

_AUDIT = ("registered_on", "first_document_on", "gathering_ended_on", "submitted_on", "accepted_on")
_CHAINS: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Audit, _AUDIT),
    (Audit, ("planned_from", "planned_to")),
    (SelfAssessment, ("first_document_on", "gathering_ended_on", "submitted_on", "accepted_on")),
    (Auditor, ("certified_on", "expires")),
    (PeerAudit, ("date", "owed_by")),
)


def wrong_order(record: Record) -> Iterator[tuple[FieldPath, Named, Named]]:
    """Neighbouring days of a record that stand the wrong way round: the place of the later one, and both with their names."""
    for model, names in _CHAINS:
        if isinstance(record, model):
            days: list[Named] = [(name, day) for name in names if (day := getattr(record, name)) is not None]
            for earlier, later in pairwise(days):
                if later[1] < earlier[1]:
                    yield (later[0],), earlier, later
    if isinstance(record, Audit):
        yield from _requests(record)


def _requests(audit: Audit) -> Iterator[tuple[FieldPath, Named, Named]]:
    for index, request in enumerate(audit.quality_requests):
        asked = ("requested_on", request.requested_on)
        if audit.submitted_on and request.requested_on < audit.submitted_on:
            yield ("quality_requests", index, "requested_on"), ("submitted_on", audit.submitted_on), asked
        if request.answered_on and request.answered_on < request.requested_on:
            yield ("quality_requests", index, "answered_on"), asked, ("answered_on", request.answered_on)
