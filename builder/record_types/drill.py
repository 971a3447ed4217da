"""Made when an emergency plan is exercised."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, TIME_OF_DAY, Record


class DrillDeficiency(Frozen):
    """Something that went wrong in the drill, and the corrective action for it."""

    text: str = field("What", default=...)
    action: str | None = field("Corrective action", refers="record")


class Drill(Record):
    """Made when an emergency plan is exercised."""

    TYPE: ClassVar = "drill"
    TITLE: ClassVar = "Emergency drill"
    PLURAL: ClassVar = "Emergency drills"
    PREFIX: ClassVar = "drl"
    ELEMENT: ClassVar = "emergency"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("recorded_by",)
    OFTEN: ClassVar = "every 12 months at each site"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when an emergency plan is exercised."
    EXAMPLE: ClassVar = {
        "scenario": "Fire in the fabrication bay",
        "started_at": "13:30",
        "minutes": 4,
        "present": 14,
        "evaluation": "All accounted for; horn not heard in the wash bay.",
    }

    scenario: str | None = field("Scenario", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    started_at: str | None = field("Alarm at", 'Quoted: "13:30".', needed=True, widget="time", pattern=TIME_OF_DAY)
    minutes: int | None = field(
        "Minutes until everyone was accounted for", ge=0, needed=True, show_in=("table", "detail")
    )
    present: int | None = field("People present", ge=1, needed=True, show_in=("table", "detail"))
    evaluation: str | None = field("Evaluation", needed=True, widget="long-text")
    deficiencies: tuple[DrillDeficiency, ...] = field("What went wrong", default=())
