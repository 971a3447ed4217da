"""Made when a manager walks a site and talks with the crew about safety."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class ManagementTour(Record):
    """Made when a manager walks a site and talks with the crew about safety."""

    TYPE: ClassVar = "management-tour"
    TITLE: ClassVar = "Management tour"
    PLURAL: ClassVar = "Management tours"
    PREFIX: ClassVar = "tour"
    ELEMENT: ClassVar = "leadership"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("manager",)
    OFTEN: ClassVar = "every 3 months"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when a manager walks a site and talks with the crew about safety."
    EXAMPLE: ClassVar = {
        "manager": "P-001",
        "topics": "Lift plan for the rooftop units; housekeeping in the east corridor.",
    }

    manager: str | None = field("Manager", refers="person", needed=True, show_in=("table", "detail"))
    topics: str | None = field("What was talked about", needed=True, widget="long-text", show_in=("table", "detail"))
    observations: str | None = field("What was seen", widget="long-text")
    actions: tuple[str, ...] = field("Corrective actions raised", refers="record", default=())
