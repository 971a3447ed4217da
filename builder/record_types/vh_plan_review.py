"""Made when the plan against violence and harassment has been reviewed with the committee; it says nothing about any case."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class ViolencePlanReview(Record):
    """Made when the plan against violence and harassment has been reviewed with the committee; it says nothing about any case.

    OHS Code, sections 390 to 392 (read 2025-03-31) ask for a review after an incident, on change, on request, and at least every three years.
    """

    TYPE: ClassVar = "vh-plan-review"
    TITLE: ClassVar = "Review of the violence and harassment plan"
    PLURAL: ClassVar = "Reviews of the violence and harassment plan"
    PREFIX: ClassVar = "vhr"
    ELEMENT: ClassVar = "hazard-control"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("reviewer", "role:committee")
    OFTEN: ClassVar = "every 3 years at the latest, after an incident, when work changes, and when the committee asks"
    KEEP: ClassVar = AUDIT_CYCLE
    IN_FORCE_UNTIL: ClassVar = "next_review"
    HELP: ClassVar = "Made when the plan against violence and harassment has been reviewed with the committee; it says nothing about any case."
    EXAMPLE: ClassVar = {
        "document": "PLN-01",
        "trigger": "periodic",
        "consulted": "The committee, and the crews at two toolbox meetings.",
        "outcome": "revised",
        "findings": "A line for service calls after hours was missing.",
        "reviewer": "P-002",
        "next_review": "2029-03-04",
        "people": [{"person": "P-012", "role": "committee"}],
    }

    document: str | None = field("Document", refers="policy", needed=True, show_in=("table", "detail"))
    trigger: Literal["periodic", "incident", "change", "law", "request"] | None = field(
        "Why now", needed=True, show_in=("table", "detail")
    )
    consulted: str | None = field("Who was consulted", needed=True, widget="long-text", show_in=("table", "detail"))
    outcome: Literal["unchanged", "revised"] | None = field("Outcome", needed=True, show_in=("table", "detail"))
    findings: str | None = field("What was found", needed=True, widget="long-text")
    reviewer: str | None = field("Reviewed by", refers="person", needed=True)
    next_review: Day | None = field(
        "Next review by", "Three years on at the latest.", needed=True, show_in=("table", "detail")
    )
