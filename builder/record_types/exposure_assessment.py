"""Made when it is measured or worked out how much of a harmful agent people breathe in or touch."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Record


class ExposureAssessment(Record):
    """Made when it is measured or worked out how much of a harmful agent people breathe in or touch."""

    TYPE: ClassVar = "exposure-assessment"
    TITLE: ClassVar = "Exposure assessment"
    PLURAL: ClassVar = "Exposure assessments"
    PREFIX: ClassVar = "exp"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("assessed_by",)
    OFTEN: ClassVar = "for each agent and task; again at the next review and when the task or product changes"
    IN_FORCE_UNTIL: ClassVar = "next_review"
    HELP: ClassVar = "Made when it is measured or worked out how much of a harmful agent people breathe in or touch."
    EXAMPLE: ClassVar = {
        "agent": "Respirable crystalline silica",
        "task": "Coring 6 in holes in a slab, wet, with vacuum",
        "method": "Personal pump, full shift, laboratory",
        "result": "0.012 mg/m3 over 8 hours",
        "limit": "0.025 mg/m3, the limit used; checked by the hygienist",
        "measures": "Wet coring and vacuum stay; half-face P100 while the shroud is off",
        "assessed_by": "P-002",
        "next_review": "2027-03-04",
    }

    agent: str | None = field("Agent", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    task: str | None = field("Task", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    method: str | None = field("Method", "Sampling, direct reading, or worked out from what.", needed=True)
    result: str | None = field("Result", "With its unit.", needed=True, show_in=("table", "detail"))
    limit: str | None = field("Limit used", "With its unit and source.", needed=True)
    measures: str | None = field("Measures", "What stays, what is added.", widget="long-text")
    laboratory: str | None = field("Laboratory or hygienist")
    assessed_by: str | None = field("Assessed by", refers="person", needed=True)
    next_review: Day | None = field("Next review", show_in=("table", "detail"))
