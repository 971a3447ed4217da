"""Made when a crew, a shift or a road changes: who the first aiders of a site are, against how many people work there."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import Record


class DesignatedAider(Frozen):
    """A first aider of the shift, and until when the certificate holds."""

    person: str = field("Person", refers="person", default=...)
    level: Literal["basic", "intermediate", "advanced"] = field("Level", default=...)
    expires: Day | None = field("Certificate until")


class FirstAiderRoster(Record):
    """Made when a crew, a shift or a road changes: who the first aiders of a site are, against how many people work there."""

    TYPE: ClassVar = "first-aider-roster"
    TITLE: ClassVar = "Report of designated first aiders"
    PLURAL: ClassVar = "Reports of designated first aiders"
    PREFIX: ClassVar = "far"
    ELEMENT: ClassVar = "emergency"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("recorded_by",)
    OFTEN: ClassVar = "when a site opens or its headcount, shifts or travel time change, and at least every six months"
    HELP: ClassVar = (
        "Made when a crew, a shift or a road changes: who the first aiders of a site are, "
        "against how many people work there."
    )
    EXAMPLE: ClassVar = {
        "shift": "day",
        "headcount": 10,
        "hazard_class": "high",
        "travel_minutes": 7,
        "aiders": [
            {"person": "P-004", "level": "intermediate", "expires": "2027-06-11"},
            {"person": "P-011", "level": "basic", "expires": "2027-09-17"},
        ],
        "kit": "Type 3 small, 3 blankets",
        "posted_at": "Board by the time clock",
    }

    shift: str | None = field("Shift", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    headcount: int | None = field(
        "Most on the shift", ge=1, level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    hazard_class: Literal["low", "medium", "high"] | None = field("Hazard class", level=Level.POSTED, needed=True)
    travel_minutes: int | None = field(
        "Minutes to health care", ge=0, level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    # Those of today are posted from the register of people; who it was at some time is for the office.
    aiders: tuple[DesignatedAider, ...] = field("First aiders", needed=True, default=())
    kit: str | None = field("Kit and gear", level=Level.POSTED, show_in=("table", "detail"))
    posted_at: str | None = field("Posted at", level=Level.POSTED)
    why: str | None = field("Why now", show_in=("table", "detail"))
