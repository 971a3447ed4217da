"""Made before a drive on which help is far: who drives where, by which road, and when somebody starts to look for them."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import TIME_OF_DAY, Record


class JourneyPlan(Record):
    """Made before a drive on which help is far: who drives where, by which road, and when somebody starts to look for them."""

    TYPE: ClassVar = "journey-plan"
    TITLE: ClassVar = "Journey plan"
    PLURAL: ClassVar = "Journey plans"
    PREFIX: ClassVar = "jrn"
    ELEMENT: ClassVar = "hazard-control"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "driver"
    SIGNERS: ClassVar = ("contact",)
    OFTEN: ClassVar = "before each drive that the company calls a journey"
    HELP: ClassVar = "Made before a drive on which help is far: who drives where, by which road, and when somebody starts to look for them."
    EXAMPLE: ClassVar = {
        "driver": "P-007",
        "contact": "P-005",
        "vehicle": "A-003",
        "route": "Red Deer – Rocky Mountain House – Highway 11 – Range Road 103",
        "conditions": "Compact snow west of Rocky, clear, –18 °C",
        "left_at": "05:15",
        "expected_at": "06:50",
        "arrived_at": "06:45",
    }

    driver: str | None = field("Driver", refers="person", needed=True, show_in=("table", "detail"))
    contact: str | None = field("Contact", "Who waits for the message.", refers="person", needed=True)
    vehicle: str | None = field("Vehicle", refers="asset", needed=True)
    route: str | None = field("Route", needed=True, show_in=("table", "detail"))
    conditions: str | None = field("Road and weather", "As reported before leaving.", needed=True)
    left_at: str | None = field("Left at", 'Quoted: "05:15".', needed=True, widget="time", pattern=TIME_OF_DAY)
    expected_at: str | None = field(
        "Expected at", 'Quoted: "06:50".', needed=True, widget="time", pattern=TIME_OF_DAY, show_in=("table", "detail")
    )
    arrived_at: str | None = field(
        "Arrived at", "When the message came.", widget="time", pattern=TIME_OF_DAY, show_in=("table", "detail")
    )
