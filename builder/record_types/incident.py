"""Made when something went wrong, or nearly did. No names of the injured and no medical detail: those stay outside the repository."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, TIME_OF_DAY, Record

IncidentClass = Literal[
    "near-miss",
    "first-aid",
    "medical-aid",
    "restricted-work",
    "lost-time",
    "fatality",
    "damage",
    "environmental",
    "psi",
]
"""`psi` is a potentially serious incident (OHS Act s.33(5), read 2023-12)."""

EventKind = Literal["hospital-admission", "explosion-fire-flood", "crane-upset", "structural-collapse"]
"""What is reported to OHS whatever its class (OHS Act s.33(2), read 2023-12)."""


class Incident(Record):
    """Made when something went wrong, or nearly did. No names of the injured and no medical detail: those stay outside the repository."""

    TYPE: ClassVar = "incident"
    TITLE: ClassVar = "Incident or near miss"
    PLURAL: ClassVar = "Incidents and near misses"
    PREFIX: ClassVar = "inc"
    ELEMENT: ClassVar = "investigation"
    SIGNERS: ClassVar = ("recorded_by",)
    OFTEN: ClassVar = "each time something went wrong, or nearly did"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when something went wrong, or nearly did. No names of the injured and no medical detail: those stay outside the repository."
    EXAMPLE: ClassVar = {
        "class": "near-miss",
        "occurred_at": "14:20",
        "description": "A wrench fell from the lift into the barricaded zone.",
        "immediate_action": "Work stopped; tethers issued.",
    }

    class_: IncidentClass | None = field("Class", needed=True, alias="class", show_in=("table", "detail"))
    event_kind: EventKind | None = field(
        "Kind of event", "Only where it is one that OHS must be told of, whatever its class."
    )
    occurred_at: str | None = field("Time", 'Quoted: "14:20".', needed=True, widget="time", pattern=TIME_OF_DAY)
    description: str | None = field("What happened", needed=True, widget="long-text", show_in=("table", "detail"))
    immediate_action: str | None = field("What was done at once", needed=True, widget="long-text")
    ohs_notified_on: Day | None = field("Reported to OHS on")
    wcb_reported_on: Day | None = field("Reported to WCB on")
    days_lost: int | None = field("Days lost", ge=0)
    restricted_days: int | None = field("Days of restricted work", ge=0)
