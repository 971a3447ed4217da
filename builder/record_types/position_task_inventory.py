"""Made when the list of positions and their tasks is read through with the people in the jobs and found whole, or corrected."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Keep, Record


class PositionTaskInventory(Record):
    """Made when the list of positions and their tasks is read through with the people in the jobs and found whole, or corrected."""

    TYPE: ClassVar = "position-task-inventory"
    TITLE: ClassVar = "Review of positions and tasks"
    PLURAL: ClassVar = "Reviews of positions and tasks"
    PREFIX: ClassVar = "pti"
    ELEMENT: ClassVar = "hazard-assessment"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("reviewer", "role:participant")
    OFTEN: ClassVar = "every 12 months, and when the work changes"
    KEEP: ClassVar = Keep(None, "until two newer ones have been made, and the audit cycle after")
    HELP: ClassVar = "Made when the list of positions and their tasks is read through with the people in the jobs and found whole, or corrected."
    EXAMPLE: ClassVar = {
        "trigger": "periodic",
        "positions": ["pipefitter", "labourer"],
        "headcount": 34,
        "changes": "Task added for labourers: top person at a trench.",
        "reviewer": "P-002",
        "people": [{"person": "P-011", "role": "participant"}],
    }

    trigger: Literal["initial", "periodic", "change", "incident"] | None = field(
        "Why now", needed=True, show_in=("table", "detail")
    )
    positions: tuple[str, ...] = field(
        "Positions read through", refers="position", level=Level.POSTED, needed=True, default=()
    )
    headcount: int | None = field("People in them", ge=0, needed=True, show_in=("table", "detail"))
    changes: str | None = field(
        "What was changed", '"None" where nothing was.', needed=True, widget="long-text", show_in=("table", "detail")
    )
    reviewer: str | None = field("Reviewed by", refers="person", needed=True, show_in=("table", "detail"))
