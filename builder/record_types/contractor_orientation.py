"""Made when the workers of a contractor are told the hazards and rules of a site, before they work there."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import Keep, Record


class ContractorOrientation(Record):
    """Made when the workers of a contractor are told the hazards and rules of a site, before they work there."""

    TYPE: ClassVar = "contractor-orientation"
    TITLE: ClassVar = "Contractor orientation"
    PLURAL: ClassVar = "Contractor orientations"
    PREFIX: ClassVar = "cno"
    ELEMENT: ClassVar = "other-parties"
    UNIT: ClassVar = "contractor"
    SUBJECT: ClassVar = "contractor"
    SIGNERS: ClassVar = ("orienter",)
    OFTEN: ClassVar = "before each contractor's first shift at each site, and for each new hand"
    KEEP: ClassVar = Keep(None, "as long as the contract runs, and the audit cycle after")
    HELP: ClassVar = (
        "Made when the workers of a contractor are told the hazards and rules of a site, before they work there."
    )
    EXAMPLE: ClassVar = {
        "contractor": "C-01",
        "workers": 3,
        "first_work_day": "2026-03-04",
        "topics": ["hazards of the site", "emergency plan", "reporting", "drop zones"],
        "orienter": "P-004",
    }

    contractor: str | None = field("Contractor", refers="contractor", needed=True, show_in=("table", "detail"))
    workers: int | None = field(
        "Workers oriented",
        "Their names stand on the attached sheet, not here.",
        ge=1,
        needed=True,
        show_in=("table", "detail"),
    )
    first_work_day: Day | None = field("First day of work", needed=True, show_in=("table", "detail"))
    topics: tuple[str, ...] = field("Topics", needed=True, default=())
    hazards_exchanged: str | None = field("Hazards that they bring", widget="long-text")
    orienter: str | None = field("Oriented by", refers="person", needed=True, show_in=("table", "detail"))
