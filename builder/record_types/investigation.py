"""Made when an incident has been investigated: causes and what is done about them."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import Keep, Record


class Investigation(Record):
    """Made when an incident has been investigated: causes and what is done about them."""

    TYPE: ClassVar = "investigation"
    TITLE: ClassVar = "Investigation"
    PLURAL: ClassVar = "Investigations"
    PREFIX: ClassVar = "inv"
    ELEMENT: ClassVar = "investigation"
    UNIT: ClassVar = "incident"
    SUBJECT: ClassVar = "incident"
    SIGNERS: ClassVar = ("team",)
    OFTEN: ClassVar = "after each incident of the classes that the procedure names"
    KEEP: ClassVar = Keep(
        2, "and until the audit cycle after it has ended", "OHS Act, section 33(6) to (8), read 2023-12"
    )
    HELP: ClassVar = "Made when an incident has been investigated: causes and what is done about them."
    EXAMPLE: ClassVar = {
        "incident": "inc-0003",
        "team": ["P-002", "P-012"],
        "direct_causes": "Tool not tethered.",
        "root_causes": "Tethers were not on the lift checklist.",
        "actions": ["ca-0007"],
        "completed_on": "2026-03-12",
    }

    incident: str | None = field("Incident", refers="record", needed=True, show_in=("table", "detail"))
    team: tuple[str, ...] = field("Team", refers="person", needed=True, default=())
    direct_causes: str | None = field("Direct causes", needed=True, widget="long-text")
    root_causes: str | None = field("Root causes", needed=True, widget="long-text", show_in=("table", "detail"))
    actions: tuple[str, ...] = field("Corrective actions", refers="record", default=())
    completed_on: Day | None = field("Completed on", needed=True, show_in=("table", "detail"))
