"""Made for each thing an auditor asks for: what, to which question, by when, and with what it was answered."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class AuditRequest(Record):
    """Made for each thing an auditor asks for; `date` is the day it was asked. `muster requests` writes it from the auditor's list."""

    TYPE: ClassVar = "audit-request"
    TITLE: ClassVar = "Request of an auditor"
    PLURAL: ClassVar = "Requests of auditors"
    PREFIX: ClassVar = "arq"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "event"
    OFTEN: ClassVar = "one for each thing an auditor asks for"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = (
        "Made for each thing an auditor asks for: what, to which question, by when, and with what it was answered."
    )
    EXAMPLE: ClassVar = {
        "number": "3",
        "text": "Orientation of the two people who began in September.",
        "question": "TR3",
        "wanted": ["ori-0012"],
        "due": "2026-03-09",
        "answered_on": "2026-03-06",
        "answer": "Both are in the supplement.",
        "answered_with": ["ori-0012", "ori-0013"],
    }

    audit: str | None = field("Audit", "Of which it is part.", refers="record")
    number: str | None = field("Number", "In the auditor's list; in quotes.", show_in=("table", "detail"))
    text: str | None = field("What is asked for", needed=True, widget="long-text", show_in=("table", "detail"))
    question: str | None = field("Question", "Id of the standard's question, where the auditor names one.")
    wanted: tuple[str, ...] = field(
        "Records asked for", "Their ids, if the auditor names some.", refers="record", default=()
    )
    due: Day | None = field("Wanted by", show_in=("table", "detail"))
    answered_on: Day | None = field("Answered on", show_in=("table", "detail"))
    answer: str | None = field("Answer", widget="long-text")
    answered_with: tuple[str, ...] = field(
        "Answered with", "Ids of records and documents.", refers="record", default=()
    )
    list_digest: str | None = field(
        "Digest of the row",
        "By which reading the same list again is noticed; nobody types it.",
        pattern=r"^[0-9a-f]{64}$",
    )
