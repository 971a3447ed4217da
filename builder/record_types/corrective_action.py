"""Made when something has to be put right: what, who, by when, and later the proof that it was."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import Keep, Record


class CorrectiveAction(Record):
    """Made when something has to be put right: what, who, by when, and later the proof that it was."""

    TYPE: ClassVar = "corrective-action"
    TITLE: ClassVar = "Corrective action"
    PLURAL: ClassVar = "Corrective actions"
    PREFIX: ClassVar = "ca"
    ELEMENT: ClassVar = "administration"
    OFTEN: ClassVar = "each time something has to be put right"
    KEEP: ClassVar = Keep(4, "after it was closed")
    HELP: ClassVar = "Made when something has to be put right: what, who, by when, and later the proof that it was."
    EXAMPLE: ClassVar = {
        "source": "insp-0042",
        "description": "Replace the bent guard rail at the mezzanine",
        "priority": "A",
        "owner": "P-004",
        "due": "2026-03-06",
    }

    source: str | None = field(
        "Raised by", "The record it comes from.", refers="record", needed=True, show_in=("table", "detail")
    )
    description: str | None = field("What has to be done", needed=True, widget="long-text", show_in=("table", "detail"))
    priority: Literal["A", "B", "C"] | None = field(
        "Priority", "A today, B this week, C this month.", needed=True, show_in=("table", "detail")
    )
    owner: str | None = field("Owner", refers="person", needed=True, show_in=("table", "detail"))
    due: Day | None = field("Due", needed=True, show_in=("table", "detail"))
    interim_control: str | None = field("Until then", widget="long-text")
    closed_on: Day | None = field("Closed on", show_in=("table", "detail"))
    verified_by: str | None = field("Verified by", refers="person")
    evidence_note: str | None = field("How it was verified", widget="long-text")
