"""Made for a task of a position: its hazards, their risk, and the control for each."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import Keep, Record


class HazardControl(Frozen):
    """One control, and its rung on the hierarchy of controls."""

    kind: Literal["elimination", "substitution", "engineering", "administrative", "ppe"] = field("Kind", default=...)
    control: str = field("Control", default=...)


class AssessedHazard(Frozen):
    """A hazard of the task with its risk before and after control (likelihood times severity, 1 to 25)."""

    hazard: str = field("Hazard", default=...)
    category: Literal["health", "safety"] = field("Category", default=...)
    likelihood: int = field("Likelihood", ge=1, le=5, default=...)
    severity: int = field("Severity", ge=1, le=5, default=...)
    controls: tuple[HazardControl, ...] = field("Controls", default=())
    residual: int | None = field("Risk that is left", ge=1, le=25)


class HazardAssessment(Record):
    """Made for a task of a position: its hazards, their risk, and the control for each."""

    TYPE: ClassVar = "hazard-assessment"
    TITLE: ClassVar = "Hazard assessment"
    PLURAL: ClassVar = "Hazard assessments"
    PREFIX: ClassVar = "ha"
    ELEMENT: ClassVar = "hazard-assessment"
    UNIT: ClassVar = "position"
    SUBJECT: ClassVar = "position"
    SIGNERS: ClassVar = ("role:participant", "role:manager")
    OFTEN: ClassVar = "for each task, again at the set interval and when the work changes"
    KEEP: ClassVar = Keep(4, "after a newer one has replaced it")
    IN_FORCE_UNTIL: ClassVar = "next_review"
    HELP: ClassVar = "Made for a task of a position: its hazards, their risk, and the control for each."
    EXAMPLE: ClassVar = {
        "position": "pipefitter",
        "task": "overhead-pipe",
        "trigger": "periodic",
        "hazards": [
            {
                "hazard": "Fall from an aerial lift",
                "category": "safety",
                "likelihood": 2,
                "severity": 5,
                "controls": [{"kind": "ppe", "control": "Harness tied off to the lift's anchor"}],
                "residual": 5,
            }
        ],
        "next_review": "2027-03-04",
        "people": [{"person": "P-011", "role": "participant"}],
    }

    position: str | None = field(
        "Position", refers="position", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    task: str | None = field(
        "Task", "The id of one of the position's tasks.", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    trigger: Literal["initial", "periodic", "new-process", "change", "incident"] | None = field(
        "Why now", needed=True, show_in=("table", "detail")
    )
    hazards: tuple[AssessedHazard, ...] = field("Hazards", needed=True, default=())
    next_review: Day | None = field("Next review", show_in=("table", "detail"))
