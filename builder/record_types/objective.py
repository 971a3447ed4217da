"""Made when a health and safety goal is set; how far it has come is added as the year goes on."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, Record


class Progress(Frozen):
    """Where the objective stood on a day."""

    date: Day = field("Date", level=Level.POSTED, default=...)
    value: str = field("Value", 'In quotes where it is a number: "96 %".', level=Level.POSTED, default=...)
    note: str | None = field("Note")


class Objective(Record):
    """Made when a health and safety goal is set; how far it has come is added as the year goes on."""

    TYPE: ClassVar = "objective"
    TITLE: ClassVar = "Objective"
    PLURAL: ClassVar = "Objectives"
    PREFIX: ClassVar = "obj"
    ELEMENT: ClassVar = "leadership"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("role:senior-manager",)
    OFTEN: ClassVar = "every 12 months, with progress each quarter"
    KEEP: ClassVar = AUDIT_CYCLE
    IN_FORCE_UNTIL: ClassVar = "due"
    HELP: ClassVar = "Made when a health and safety goal is set; how far it has come is added as the year goes on."
    EXAMPLE: ClassVar = {
        "goal": "Every crew-day has a field-level hazard assessment signed by the whole crew",
        "measure": "Signed assessments of crew-days",
        "target": "100 %",
        "owner": "P-005",
        "due": "2026-12-31",
        "progress": [{"date": "2026-03-04", "value": "97 %", "note": "Two cards lost at Northgate."}],
        "people": [{"person": "P-001", "role": "senior-manager"}],
    }

    goal: str | None = field("Goal", level=Level.POSTED, needed=True, widget="long-text", show_in=("table", "detail"))
    measure: str | None = field("Measured by", level=Level.POSTED, needed=True)
    target: str | None = field(
        "Target",
        'In quotes where it is a number: "100 %".',
        level=Level.POSTED,
        needed=True,
        show_in=("table", "detail"),
    )
    owner: str | None = field("Owner", refers="person", needed=True, show_in=("table", "detail"))
    due: Day | None = field("Due", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    progress: tuple[Progress, ...] = field("Progress", level=Level.POSTED, default=())
    closed_on: Day | None = field("Closed on", level=Level.POSTED)
    outcome: Literal["reached", "partly-reached", "missed", "dropped"] | None = field(
        "Outcome", level=Level.POSTED, show_in=("table", "detail")
    )
