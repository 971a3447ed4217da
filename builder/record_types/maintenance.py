"""Made when a vehicle, lift, crane or tool is serviced, inspected, repaired or calibrated."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Keep, Record


class Maintenance(Record):
    """Made when a vehicle, lift, crane or tool is serviced, inspected, repaired or calibrated."""

    TYPE: ClassVar = "maintenance"
    TITLE: ClassVar = "Maintenance"
    PLURAL: ClassVar = "Maintenance records"
    PREFIX: ClassVar = "mnt"
    ELEMENT: ClassVar = "hazard-control"
    UNIT: ClassVar = "asset"
    SUBJECT: ClassVar = "asset"
    SIGNERS: ClassVar = ("technician",)
    OFTEN: ClassVar = "as the maker's schedule says for each asset"
    KEEP: ClassVar = Keep(None, "as long as we have the asset, and the audit cycle after")
    HELP: ClassVar = "Made when a vehicle, lift, crane or tool is serviced, inspected, repaired or calibrated."
    EXAMPLE: ClassVar = {
        "asset": "A-001",
        "kind": "service",
        "work_done": "Oil and filter, brakes checked, tires rotated",
        "technician": "P-033",
        "result": "in-service",
    }

    asset: str | None = field("Asset", refers="asset", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    kind: Literal["service", "annual-inspection", "repair", "calibration"] | None = field(
        "Kind", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    work_done: str | None = field("Work done", needed=True, widget="long-text", show_in=("table", "detail"))
    technician: str | None = field(
        "Technician", "A person of ours, or the name of the outside shop's technician.", needed=True
    )
    result: Literal["in-service", "out-of-service"] | None = field(
        "Result", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    meter: str | None = field("Meter", 'Kilometres or hours, in quotes: "84210 km".')
    next_due: Day | None = field("Next due", level=Level.POSTED)
