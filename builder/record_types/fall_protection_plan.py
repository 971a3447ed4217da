"""Made for the job before anybody works where they can fall: the places, the system, and how a hanging person gets down."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Record


class FallProtectionPlan(Record):
    """Made for the job before anybody works where they can fall: the places, the system, and how a hanging person gets down."""

    TYPE: ClassVar = "fall-protection-plan"
    TITLE: ClassVar = "Fall protection and rescue plan"
    PLURAL: ClassVar = "Fall protection and rescue plans"
    PREFIX: ClassVar = "fpp"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("made_by", "role:crew")
    OFTEN: ClassVar = "for each job at height; again for a new floor, a moved lift or a changed method"
    IN_FORCE_UNTIL: ClassVar = "expires"
    HELP: ClassVar = (
        "Made for the job before anybody works where they can fall: the places, the system, "
        "and how a hanging person gets down."
    )
    EXAMPLE: ClassVar = {
        "work": "Hang duct over the mezzanine from a boom lift",
        "places": "Lift basket, 6 m; mezzanine edge, 3.4 m",
        "system": "Harness with 1.2 m self-retracting lanyard in the basket; guardrail at the edge stays up",
        "why": "Duct can't be hung from the floor",
        "anchors": "Maker's point in the basket, one person to a point",
        "clearance": "Needs 4.2 m below the anchor, has 6.8 m",
        "rescue": "Lower from the ground controls; second lift alongside; feet down in 10 minutes",
        "rescue_by": "P-004 with P-012",
        "equipment": "Harness lot HL-01 to HL-30, descent kit at the lift",
        "made_by": "P-004",
        "expires": "2026-04-30",
        "people": [{"person": "P-011", "role": "crew"}, {"person": "P-012", "role": "crew"}],
    }

    work: str | None = field("Work", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    places: str | None = field("Where one can fall, and how far", needed=True, widget="long-text")
    system: str | None = field("System", needed=True, widget="long-text", show_in=("table", "detail"))
    why: str | None = field("Why nothing higher on the list works")
    anchors: str | None = field("Anchors", "By picture or grid line.", needed=True)
    clearance: str | None = field("Clearance", "What is needed below the anchor, and what there is.", needed=True)
    rescue: str | None = field("Rescue", "How a hanging person gets down, and in how many minutes.", needed=True)
    rescue_by: str | None = field("Who rescues")
    equipment: str | None = field("Equipment")
    made_by: str | None = field("Made by", refers="person", needed=True)
    expires: Day | None = field("In force until", show_in=("table", "detail"))
