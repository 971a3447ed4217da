"""Made for each thing that an auditor's report says: a recommendation, a nonconformity or a strength, by element and question."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.policy import ElementKey
from builder.model.record import AUDIT_CYCLE, Record


class AuditFinding(Record):
    """Made for each thing that an auditor's report says, so that it can be followed from one audit to the next."""

    TYPE: ClassVar = "audit-finding"
    TITLE: ClassVar = "Audit finding"
    PLURAL: ClassVar = "Audit findings"
    PREFIX: ClassVar = "afd"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "event"
    OFTEN: ClassVar = "one for each finding of an audit report"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made for each thing that an auditor's report says: a recommendation, a nonconformity or a strength, by element and question."
    EXAMPLE: ClassVar = {
        "audit": "aud-0001",
        "element": "inspections",
        "question": "IN6",
        "text": "Two deficiencies of the March inspection had no corrective action.",
        "kind": "recommendation",
        "action": "ca-0007",
    }

    audit: str | None = field("Audit", refers="record", needed=True, show_in=("table", "detail"))
    element: ElementKey | None = field("Element", needed=True, show_in=("table", "detail"))
    question: str | None = field("Question", "Id of the standard's question, where the report names one.")
    text: str | None = field("Text", needed=True, widget="long-text", show_in=("table", "detail"))
    kind: Literal["recommendation", "nonconformity", "strength"] | None = field(
        "Kind", needed=True, show_in=("table", "detail")
    )
    action: str | None = field(
        "Corrective action", "A strength needs none.", refers="record", show_in=("table", "detail")
    )
