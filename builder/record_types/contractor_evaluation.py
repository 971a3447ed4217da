"""Made when a contractor's health and safety performance is reviewed."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import Keep, Record


class ContractorEvaluation(Record):
    """Made when a contractor's health and safety performance is reviewed."""

    TYPE: ClassVar = "contractor-evaluation"
    TITLE: ClassVar = "Contractor evaluation"
    PLURAL: ClassVar = "Contractor evaluations"
    PREFIX: ClassVar = "cev"
    ELEMENT: ClassVar = "other-parties"
    UNIT: ClassVar = "contractor"
    SUBJECT: ClassVar = "contractor"
    SIGNERS: ClassVar = ("reviewer",)
    OFTEN: ClassVar = "at the end of a job, and every 12 months for a contractor in use"
    KEEP: ClassVar = Keep(None, "as long as the contract runs, and the audit cycle after")
    HELP: ClassVar = "Made when a contractor's health and safety performance is reviewed."
    EXAMPLE: ClassVar = {
        "contractor": "C-01",
        "rating": 4,
        "safety_notes": "Lift plans on time; one outrigger pad missing, replaced at once.",
        "reviewer": "P-010",
    }

    contractor: str | None = field("Contractor", refers="contractor", needed=True, show_in=("table", "detail"))
    rating: int | None = field("Rating, 1 to 5", ge=1, le=5, needed=True, show_in=("table", "detail"))
    safety_notes: str | None = field("What was seen", needed=True, widget="long-text")
    reviewer: str | None = field("Reviewer", refers="person", needed=True, show_in=("table", "detail"))
