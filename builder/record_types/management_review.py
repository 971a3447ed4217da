"""Made when management reviews the whole program and decides what changes."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class ManagementReview(Record):
    """Made when management reviews the whole program and decides what changes."""

    TYPE: ClassVar = "management-review"
    TITLE: ClassVar = "Management review"
    PLURAL: ClassVar = "Management reviews"
    PREFIX: ClassVar = "mrv"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("role:senior-manager",)
    OFTEN: ClassVar = "every 12 months"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when management reviews the whole program and decides what changes."
    EXAMPLE: ClassVar = {
        "attendees": ["P-001", "P-002"],
        "inputs": "Statistics, audit, inspections.",
        "decisions": "Second aerial lift trainer.",
        "people": [{"person": "P-001", "role": "senior-manager"}],
    }

    attendees: tuple[str, ...] = field("Present", refers="person", needed=True, default=())
    inputs: str | None = field("What was looked at", needed=True, widget="long-text")
    decisions: str | None = field("Decisions", needed=True, widget="long-text", show_in=("table", "detail"))
    actions: tuple[str, ...] = field("Corrective actions", refers="record", default=())
