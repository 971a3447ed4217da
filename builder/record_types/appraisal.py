"""Made when somebody's health and safety performance is reviewed against the responsibilities of their level."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.policy import PersonLevel
from builder.model.record import AUDIT_CYCLE, Record


class Appraisal(Record):
    """Made when somebody's health and safety performance is reviewed against the responsibilities of their level."""

    TYPE: ClassVar = "appraisal"
    TITLE: ClassVar = "Safety appraisal"
    PLURAL: ClassVar = "Safety appraisals"
    PREFIX: ClassVar = "apr"
    ELEMENT: ClassVar = "leadership"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("person", "appraiser")
    OFTEN: ClassVar = "every 12 months for each person"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = (
        "Made when somebody's health and safety performance is reviewed against the responsibilities of their level."
    )
    EXAMPLE: ClassVar = {"person": "P-011", "level": "worker", "rating": "meets", "appraiser": "P-004"}

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    level: PersonLevel | None = field("Level", "On the day of the appraisal.", needed=True, show_in=("table", "detail"))
    rating: Literal["meets", "exceeds", "needs-work"] | None = field(
        "Rating", "The health and safety part only.", needed=True
    )
    appraiser: str | None = field("Appraiser", refers="person", needed=True, show_in=("table", "detail"))
