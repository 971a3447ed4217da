"""Made when protective equipment is handed to a person, fitted and explained."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.record import Keep, Record


class PpeIssue(Record):
    """Made when protective equipment is handed to a person, fitted and explained."""

    TYPE: ClassVar = "ppe-issue"
    TITLE: ClassVar = "PPE issue card"
    PLURAL: ClassVar = "PPE issue cards"
    PREFIX: ClassVar = "ppe"
    ELEMENT: ClassVar = "hazard-control"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("person",)
    OFTEN: ClassVar = "when hired, and each time something is replaced"
    KEEP: ClassVar = Keep(None, "as long as the person works here, and the audit cycle after")
    HELP: ClassVar = "Made when protective equipment is handed to a person, fitted and explained."
    EXAMPLE: ClassVar = {
        "person": "P-011",
        "items": ["Hard hat", "Harness, size M"],
        "reason": "new",
        "fitted": True,
        "issued_by": "P-004",
    }

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    items: tuple[str, ...] = field(
        "What", "With model and size where that matters.", needed=True, default=(), show_in=("table", "detail")
    )
    reason: Literal["new", "worn-out", "damaged", "expired", "lost", "new-task"] | None = field(
        "Why", needed=True, show_in=("table", "detail")
    )
    fitted: bool | None = field("Fitted and shown", needed=True, show_in=("table", "detail"))
    issued_by: str | None = field("Issued by", refers="person", needed=True)
