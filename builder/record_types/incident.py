"""Made when something went wrong, or nearly did. No names of the injured and no medical detail: those stay outside the repository."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import TIME_OF_DAY, Record

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


class Incident(Record):
    """Made when something went wrong, or nearly did. No names of the injured and no medical detail: those stay outside the repository."""

    TYPE: ClassVar = "incident"
    TITLE: ClassVar = "Incident or near miss"
    PLURAL: ClassVar = "Incidents and near misses"
    PREFIX: ClassVar = "inc"
    ELEMENT: ClassVar = "investigation"
    SIGNERS: ClassVar = ("recorded_by",)
    HELP: ClassVar = "Made when something went wrong, or nearly did. No names of the injured and no medical detail: those stay outside the repository."
    EXAMPLE: ClassVar = {
        "class": "near-miss",
        "occurred_at": "14:20",
        "description": "A wrench fell from the lift into the barricaded zone.",
        "immediate_action": "Work stopped; tethers issued.",
    }

    class_: IncidentClass | None = field("Class", needed=True, alias="class", show_in=("table", "detail"))
    occurred_at: str | None = field("Time", 'Quoted: "14:20".', needed=True, widget="time", pattern=TIME_OF_DAY)
    description: str | None = field("What happened", needed=True, widget="long-text", show_in=("table", "detail"))
    immediate_action: str | None = field("What was done at once", needed=True, widget="long-text")
    ohs_notified_on: Day | None = field("Reported to OHS on")
    wcb_reported_on: Day | None = field("Reported to WCB on")
    days_lost: int | None = field("Days lost", ge=0)
    restricted_days: int | None = field("Days of restricted work", ge=0)
