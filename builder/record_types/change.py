"""Made when a change of equipment, process, material, site or organisation is approved, its hazards looked at first."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class ManagedChange(Record):
    """Made when a change of equipment, process, material, site or organisation is approved, its hazards looked at first."""

    TYPE: ClassVar = "change"
    TITLE: ClassVar = "Change"
    PLURAL: ClassVar = "Changes"
    PREFIX: ClassVar = "chg"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("approved_by",)
    OFTEN: ClassVar = "each time equipment, a process, a material or the organisation changes"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when a change of equipment, process, material, site or organisation is approved, its hazards looked at first."
    EXAMPLE: ClassVar = {
        "kind": "equipment",
        "what": "Telehandler, 12 m, replaces the rented one.",
        "effective": "2026-03-09",
        "hazards": "Reach chart differs; blind spot to the right rear.",
        "assessments": ["ha-0007"],
        "training": "Four operators assessed on it before first use.",
        "approved_by": "P-003",
    }

    kind: Literal["equipment", "process", "material", "organisation", "site"] | None = field(
        "Kind", needed=True, show_in=("table", "detail")
    )
    what: str | None = field("What changes", needed=True, widget="long-text", show_in=("table", "detail"))
    effective: Day | None = field(
        "Takes effect on", "The date of this record is the day of approval.", needed=True, show_in=("table", "detail")
    )
    hazards: str | None = field("Hazards that come or go with it", needed=True, widget="long-text")
    assessments: tuple[str, ...] = field("Hazard assessments", "Made or reviewed for it.", refers="record", default=())
    training: str | None = field("Who is trained or told before it takes effect", needed=True, widget="long-text")
    documents: tuple[str, ...] = field("Documents changed", refers="policy", default=())
    approved_by: str | None = field("Approved by", refers="person", needed=True, show_in=("table", "detail"))
