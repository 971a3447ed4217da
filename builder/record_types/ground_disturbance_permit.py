"""Made before the ground is opened, and closed when it is filled in again."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Record


class GroundDisturbancePermit(Record):
    """Made before the ground is opened, and closed when it is filled in again."""

    TYPE: ClassVar = "ground-disturbance-permit"
    TITLE: ClassVar = "Ground disturbance permit"
    PLURAL: ClassVar = "Ground disturbance permits"
    PREFIX: ClassVar = "gdp"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("issued_by",)
    OFTEN: ClassVar = "for each dig"
    HELP: ClassVar = "Made before the ground is opened, and closed when it is filled in again."
    EXAMPLE: ClassVar = {
        "location": "Yard, north of door 3",
        "work": "Trench for a 2 in water service, 14 m",
        "depth_cm": 240,
        "ticket": "20260610-00417",
        "expires": "2026-03-24",
        "marked_by": "Utility Safety Partners, gas and power; private locator for the yard lights",
        "hand_expose": "Gas at 0.9 m and one cable at 0.6 m seen by hydrovac",
        "hazards": "Cave-in, gas line, forklift route",
        "walls": "Trench box, ladder at 6 m",
        "contractor": "C-01",
        "issued_by": "P-004",
        "closed_on": "2026-03-06",
    }

    location: str | None = field("Location", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    work: str | None = field("Work", needed=True, show_in=("table", "detail"))
    depth_cm: int | None = field("Depth, cm", ge=0, needed=True, show_in=("table", "detail"))
    ticket: str | None = field("Locate ticket", "Number of the locate request, quoted.", needed=True)
    expires: Day | None = field("Locates good until", needed=True, show_in=("table", "detail"))
    marked_by: str | None = field("Marked by", "Public and private locators.", needed=True)
    hand_expose: str | None = field("Exposed by hand", "Which lines were seen, how deep.", needed=True)
    hazards: str | None = field("Hazards", needed=True)
    walls: str | None = field("Walls kept by", "Slope, box or shores; how people get in and out.")
    contractor: str | None = field("Contractor", "Who digs.", refers="contractor")
    issued_by: str | None = field("Issued by", refers="person", needed=True)
    closed_on: Day | None = field("Filled in on", show_in=("table", "detail"))
