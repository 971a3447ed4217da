"""Made by the crew on the site, before the work of the day starts, and again when conditions change."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, TIME_OF_DAY, Record


class FieldHazard(Frozen):
    """A hazard the crew saw, and what they do about it."""

    hazard: str = field("Hazard", default=...)
    control: str = field("Control", default=...)


class FieldLevelHazardAssessment(Record):
    """Made by the crew on the site, before the work of the day starts, and again when conditions change."""

    TYPE: ClassVar = "flha"
    TITLE: ClassVar = "Field-level hazard assessment"
    PLURAL: ClassVar = "Field-level hazard assessments"
    PREFIX: ClassVar = "flha"
    ELEMENT: ClassVar = "hazard-assessment"
    UNIT: ClassVar = "crew-day"
    SUBJECT: ClassVar = "crew"
    SIGNERS: ClassVar = ("role:crew", "role:foreman")
    OFTEN: ClassVar = "each day for each crew, and again when conditions change"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = (
        "Made by the crew on the site, before the work of the day starts, and again when conditions change."
    )
    EXAMPLE: ClassVar = {
        "crew": "northgate-mech",
        "job": "Hang 4-inch heating main, corridor B",
        "started_at": "07:30",
        "written_at": "07:10",
        "hazards": [{"hazard": "Pipe rolls off the lift", "control": "Cradle and strap, nobody below"}],
        "people": [{"person": "P-006", "role": "foreman"}, {"person": "P-011", "role": "crew"}],
    }

    crew: str | None = field("Crew", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    job: str | None = field("Job of the day", needed=True, show_in=("table", "detail"))
    started_at: str | None = field(
        "Work started at", 'Quoted: "07:30".', needed=True, widget="time", pattern=TIME_OF_DAY
    )
    written_at: str | None = field(
        "Written at", 'Quoted: "07:05".', needed=True, widget="time", pattern=TIME_OF_DAY, show_in=("table", "detail")
    )
    weather: str | None = field("Weather")
    hazards: tuple[FieldHazard, ...] = field("Hazards and controls", needed=True, default=())
    reviewed_by: str | None = field("Reviewed by", refers="person")
    stop_work: str | None = field("Work stopped because", widget="long-text")
