"""Made at each toolbox meeting: topic, who was there, what was raised."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.level import Level
from builder.model.record import AUDIT_CYCLE, Record


class ToolboxMeeting(Record):
    """Made at each toolbox meeting: topic, who was there, what was raised."""

    TYPE: ClassVar = "toolbox-meeting"
    TITLE: ClassVar = "Toolbox meeting"
    PLURAL: ClassVar = "Toolbox meetings"
    PREFIX: ClassVar = "tbx"
    ELEMENT: ClassVar = "training"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("leader", "role:attended")
    OFTEN: ClassVar = "each week at each site"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made at each toolbox meeting: topic, who was there, what was raised."
    EXAMPLE: ClassVar = {
        "topic": "Ladders: three points of contact",
        "leader": "P-004",
        "minutes": 15,
        "people": [{"person": "P-011", "role": "attended"}],
    }

    topic: str | None = field("Topic", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    leader: str | None = field("Leader", refers="person", needed=True)
    minutes: int | None = field("Length in minutes", ge=1, le=480)
    concerns: str | None = field("Concerns raised", widget="long-text")
    actions: tuple[str, ...] = field("Corrective actions raised", refers="record", default=())
