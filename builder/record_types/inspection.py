"""Made when a site, a shop, a vehicle or a piece of equipment is inspected."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, Record


class Deficiency(Frozen):
    """Something found wanting, and the corrective action for it."""

    item: str = field("What", default=...)
    action: str | None = field("Corrective action", refers="record")


class Inspection(Record):
    """Made when a site, a shop, a vehicle or a piece of equipment is inspected."""

    TYPE: ClassVar = "inspection"
    TITLE: ClassVar = "Inspection"
    PLURAL: ClassVar = "Inspections"
    PREFIX: ClassVar = "insp"
    ELEMENT: ClassVar = "inspections"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("inspectors",)
    OFTEN: ClassVar = "each month at each site, weekly on projects"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when a site, a shop, a vehicle or a piece of equipment is inspected."
    EXAMPLE: ClassVar = {
        "kind": "site",
        "area": "Fabrication bay and yard",
        "inspectors": ["P-004"],
        "items_ok": 31,
        "items_deficient": 1,
        "deficiencies": [{"item": "Guard missing on grinder 2", "action": "ca-0007"}],
    }

    kind: Literal["site", "weekly", "management", "vehicle", "equipment"] | None = field(
        "Kind", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    asset: str | None = field(
        "Asset", "For a vehicle or equipment.", refers="asset", level=Level.POSTED, show_in=("table", "detail")
    )
    area: str | None = field("Area", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    inspectors: tuple[str, ...] = field("Inspectors", refers="person", needed=True, default=())
    items_ok: int | None = field("Items in order", ge=0, needed=True, show_in=("table", "detail"))
    items_deficient: int | None = field("Items deficient", ge=0, needed=True, show_in=("table", "detail"))
    deficiencies: tuple[Deficiency, ...] = field("Deficiencies", default=())
    reviewed_by: str | None = field("Reviewed by", refers="person")
