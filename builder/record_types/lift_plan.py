"""Made before a crane or another machine lifts a load that the procedures call for a plan for."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Record


class LiftPlan(Record):
    """Made before a crane or another machine lifts a load that the procedures call for a plan for."""

    TYPE: ClassVar = "lift-plan"
    TITLE: ClassVar = "Lift plan"
    PLURAL: ClassVar = "Lift plans"
    PREFIX: ClassVar = "lift"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("approved_by", "signaller")
    OFTEN: ClassVar = "for each crane lift, and whenever the rigging procedure asks for one"
    HELP: ClassVar = "Made before a crane or another machine lifts a load that the procedures call for a plan for."
    EXAMPLE: ClassVar = {
        "load": "Rooftop unit RTU-2 with curb adapter and spreader",
        "weight_kg": 1840,
        "crane": "60 t all-terrain, 32 m boom",
        "contractor": "C-01",
        "radius": "18.5 m",
        "capacity_kg": 4100,
        "percent": 45,
        "rigging": "Spreader bar, four 3 t slings at 60 degrees, 4.75 t shackles",
        "operator": "Battle River Crane, journeyperson, log book seen",
        "signaller": "P-004",
        "critical": True,
        "why_critical": "Over an occupied part of the building",
        "wind": "Stop at 30 km/h at the boom tip",
        "approved_by": "P-010",
    }

    load: str | None = field("Load", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    weight_kg: int | None = field(
        "Weight, kg", "With hook, block and rigging.", ge=0, needed=True, show_in=("table", "detail")
    )
    crane: str | None = field("Crane or machine", needed=True)
    contractor: str | None = field("Contractor", refers="contractor")
    asset: str | None = field("Asset", "Where the machine is ours.", refers="asset")
    radius: str | None = field("Radius", "With its unit: 18.5 m.", needed=True)
    capacity_kg: int | None = field("Capacity there, kg", ge=0, needed=True)
    percent: int | None = field("Of the chart, %", ge=0, needed=True, show_in=("table", "detail"))
    rigging: str | None = field("Rigging", needed=True)
    operator: str | None = field("Operator", "Name or company, and what was seen of the papers.", needed=True)
    signaller: str | None = field("Signaller", refers="person", needed=True)
    critical: bool | None = field("Critical lift", needed=True, show_in=("table", "detail"))
    why_critical: str | None = field("Why critical")
    ground: str | None = field("Ground and barricades")
    wind: str | None = field("Wind limit and reading")
    engineer: str | None = field("Engineer", "Who signed, where the procedure asks for one.")
    approved_by: str | None = field("Approved by", refers="person", needed=True, show_in=("table", "detail"))
