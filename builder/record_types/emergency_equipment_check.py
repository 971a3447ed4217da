"""Made when a first aid kit, extinguisher, eyewash or spill kit is checked."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.level import Level
from builder.model.record import AUDIT_CYCLE, Record


class EmergencyEquipmentCheck(Record):
    """Made when a first aid kit, extinguisher, eyewash or spill kit is checked."""

    TYPE: ClassVar = "emergency-equipment-check"
    TITLE: ClassVar = "Emergency equipment check"
    PLURAL: ClassVar = "Emergency equipment checks"
    PREFIX: ClassVar = "eec"
    ELEMENT: ClassVar = "emergency"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("recorded_by",)
    OFTEN: ClassVar = "each month at each site"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when a first aid kit, extinguisher, eyewash or spill kit is checked."
    EXAMPLE: ClassVar = {
        "kind": "first-aid-kit",
        "location": "Shop lunch room, type 3 medium",
        "short": "Two triangular bandages, replaced",
    }

    kind: Literal["first-aid-kit", "extinguisher", "eyewash", "spill-kit"] | None = field(
        "Kind", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    location: str | None = field("Location", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    short: str | None = field("Missing or replaced", show_in=("table", "detail"))
