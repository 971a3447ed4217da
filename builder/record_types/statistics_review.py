"""Made when the figures of a period have been looked at for trends and shown to those who must know."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class StatisticsReview(Record):
    """Made when the figures of a period have been looked at for trends and shown to those who must know."""

    TYPE: ClassVar = "statistics-review"
    TITLE: ClassVar = "Review of statistics"
    PLURAL: ClassVar = "Reviews of statistics"
    PREFIX: ClassVar = "str"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("analyst",)
    OFTEN: ClassVar = "every 12 months, before the management review"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = (
        "Made when the figures of a period have been looked at for trends and shown to those who must know."
    )
    EXAMPLE: ClassVar = {
        "period": "January to December 2025",
        "looked_at": "Incidents by class, task, hour and years in the trade; leading numbers by site.",
        "trends": "Dropped objects in four of seven near misses at height.",
        "conclusions": "Tethers on every lift, drop zones drawn before work.",
        "analyst": "P-002",
        "presented_to": "Management review and committee",
        "communicated_on": "2026-03-09",
    }

    period: str | None = field("Period", needed=True, show_in=("table", "detail"))
    looked_at: str | None = field("What was looked at", needed=True, widget="long-text")
    trends: str | None = field("Trends", needed=True, widget="long-text", show_in=("table", "detail"))
    conclusions: str | None = field("What follows from it", needed=True, widget="long-text")
    analyst: str | None = field("Analysed by", refers="person", needed=True)
    presented_to: str | None = field("Presented to", needed=True, show_in=("table", "detail"))
    communicated_on: Day | None = field("Told to workers on", show_in=("table", "detail"))
