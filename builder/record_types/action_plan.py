"""Made after an audit, or in place of a maintenance audit: what will be improved, by whom and by when, as agreed with the partner."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, Record


class PlanItem(Frozen):
    """A measurable improvement, and the corrective action that carries it."""

    text: str = field("Text", default=..., min_length=3)
    measure: str | None = field("Measured by", "What shows that it is done.")
    action: str | None = field("Corrective action", refers="record")


class ActionPlan(Record):
    """Made after an audit, or in place of a maintenance audit where the partner has agreed to that in writing."""

    TYPE: ClassVar = "action-plan"
    TITLE: ClassVar = "Action plan"
    PLURAL: ClassVar = "Action plans"
    PREFIX: ClassVar = "apl"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    OFTEN: ClassVar = "after each audit, within 30 days of the report"
    KEEP: ClassVar = AUDIT_CYCLE
    SIGNERS: ClassVar = ("approved_by",)
    HELP: ClassVar = "Made after an audit, or in place of a maintenance audit: what will be improved, by whom and by when, as agreed with the partner."
    EXAMPLE: ClassVar = {
        "purpose": "after-audit",
        "audit": "aud-0001",
        "approved_by": "P-001",
        "items": [
            {
                "text": "Every drill report names its corrective actions.",
                "measure": "Reports of four drills",
                "action": "ca-0007",
            }
        ],
        "due": "2026-06-30",
    }

    purpose: Literal["after-audit", "instead-of-maintenance"] | None = field(
        "Purpose", needed=True, show_in=("table", "detail")
    )
    audit: str | None = field("Audit", "The audit it answers.", refers="record", show_in=("table", "detail"))
    approved_by: str | None = field("Approved by", refers="person", needed=True)
    applied_on: Day | None = field("Applied for on", "To the partner, in place of a maintenance audit.")
    agreed_on: Day | None = field("Partner agreed on", show_in=("table", "detail"))
    items: tuple[PlanItem, ...] = field("Items", needed=True, default=())
    due: Day | None = field("Due", needed=True, show_in=("table", "detail"))
    final_report_on: Day | None = field("Final report on", show_in=("table", "detail"))
    accepted_on: Day | None = field("Accepted on", "By the partner.")
