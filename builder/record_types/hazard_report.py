"""Made when a worker reports a hazard or a concern; the name may be left out."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class HazardReport(Record):
    """Made when a worker reports a hazard or a concern; the name may be left out."""

    TYPE: ClassVar = "hazard-report"
    TITLE: ClassVar = "Hazard report"
    PLURAL: ClassVar = "Hazard reports"
    PREFIX: ClassVar = "hzr"
    ELEMENT: ClassVar = "hazard-assessment"
    OFTEN: ClassVar = "each time somebody reports a hazard or a concern"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when a worker reports a hazard or a concern; the name may be left out."
    EXAMPLE: ClassVar = {
        "hazard": "Extension cord across the wet floor at the east door",
        "response": "Rerouted overhead.",
        "closed_on": "2026-03-04",
    }

    hazard: str | None = field("Hazard or concern", needed=True, widget="long-text", show_in=("table", "detail"))
    response: str | None = field("What was done", widget="long-text")
    closed_on: Day | None = field("Closed on", show_in=("table", "detail"))
    action: str | None = field("Corrective action", refers="record")
