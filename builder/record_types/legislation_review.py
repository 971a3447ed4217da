"""Made when somebody has looked for changes in the law and noted what they mean for the program."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class LegislationReview(Record):
    """Made when somebody has looked for changes in the law and noted what they mean for the program."""

    TYPE: ClassVar = "legislation-review"
    TITLE: ClassVar = "Legislation review"
    PLURAL: ClassVar = "Legislation reviews"
    PREFIX: ClassVar = "lgr"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("recorded_by",)
    OFTEN: ClassVar = "every 12 months, and when a law changes"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when somebody has looked for changes in the law and noted what they mean for the program."
    EXAMPLE: ClassVar = {
        "source": "OHS Code, consolidation of 31 March 2025",
        "change": "One violence and harassment plan instead of two.",
        "documents": ["PLN-01"],
        "communicated_on": "2026-03-09",
    }

    source: str | None = field("Source", needed=True, show_in=("table", "detail"))
    change: str | None = field("What changed", needed=True, widget="long-text", show_in=("table", "detail"))
    documents: tuple[str, ...] = field("Documents concerned", refers="policy", default=())
    communicated_on: Day | None = field("Told to workers on")
