"""Made when the most senior manager speaks or writes to everyone about health and safety."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.level import Level
from builder.model.record import AUDIT_CYCLE, Record


class ManagementCommunication(Record):
    """Made when the most senior manager speaks or writes to everyone about health and safety."""

    TYPE: ClassVar = "management-communication"
    TITLE: ClassVar = "Message from management"
    PLURAL: ClassVar = "Messages from management"
    PREFIX: ClassVar = "mcm"
    ELEMENT: ClassVar = "leadership"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("manager",)
    OFTEN: ClassVar = "every 3 months, and after a serious incident"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when the most senior manager speaks or writes to everyone about health and safety."
    EXAMPLE: ClassVar = {
        "manager": "P-001",
        "channel": "stand-down",
        "message": "Results of last year and the targets of this one; thanks to the crews that stopped a lift.",
        "reached": 34,
    }

    manager: str | None = field("Manager", refers="person", needed=True, show_in=("table", "detail"))
    channel: Literal["stand-down", "letter", "text-message", "video", "board"] | None = field(
        "How", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    message: str | None = field(
        "What was said",
        level=Level.POSTED,
        needed=True,
        widget="long-text",
        show_in=("table", "detail"),
    )
    reached: int | None = field("People reached", ge=0, show_in=("table", "detail"))
    answers: str | None = field("What came back", "Questions and answers of those who heard it.", widget="long-text")
