"""Made when a new or returning person, or a person new to a site, is oriented, before work starts."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import Keep, Record


class Orientation(Record):
    """Made when a new or returning person, or a person new to a site, is oriented, before work starts."""

    TYPE: ClassVar = "orientation"
    TITLE: ClassVar = "Orientation"
    PLURAL: ClassVar = "Orientations"
    PREFIX: ClassVar = "ori"
    ELEMENT: ClassVar = "training"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("person", "orienter")
    OFTEN: ClassVar = "before the first day of work, in the company and at each site"
    KEEP: ClassVar = Keep(None, "as long as the person works here, and the audit cycle after")
    HELP: ClassVar = "Made when a new or returning person, or a person new to a site, is oriented, before work starts."
    EXAMPLE: ClassVar = {
        "person": "P-011",
        "kind": "company",
        "first_work_day": "2026-03-05",
        "topics": ["rights", "hazard reporting", "emergency", "PPE"],
        "orienter": "P-002",
    }

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    kind: Literal["company", "site"] | None = field("Kind", needed=True, show_in=("table", "detail"))
    first_work_day: Day | None = field("First day of work", needed=True, show_in=("table", "detail"))
    topics: tuple[str, ...] = field("Topics", needed=True, default=())
    orienter: str | None = field("Oriented by", refers="person", needed=True)
    quiz_score: int | None = field("Quiz, per cent", ge=0, le=100)
