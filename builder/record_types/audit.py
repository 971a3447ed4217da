"""Made when the program is audited, from outside or inside: its days, its result, the recommendations and the action for each."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.policy import ElementKey, Frozen
from builder.model.record import AUDIT_CYCLE, Record


class AuditRecommendation(Frozen):
    """What the auditor recommends, and the corrective action for it."""

    text: str = field("Text", default=...)
    action: str | None = field("Corrective action", refers="record")


class ElementScore(Frozen):
    """What the auditor gave an element, in per cent, as it stands in the report."""

    element: ElementKey = field("Element", default=...)
    score: int = field("Score, per cent", ge=0, le=100, default=...)


class QualityRequest(Frozen):
    """A request for clarification by the partner's quality review, and the day it was answered."""

    requested_on: Day = field("Requested on", default=...)
    answered_on: Day | None = field("Answered on")


class Audit(Record):
    """Made when the program is audited, from outside or inside.

    It is begun when the audit is registered with the partner, and filled in as the audit goes on. The days are what the deadlines are
    counted from: the day on which the auditor received the first document of ours is day 1 of gathering.
    """

    TYPE: ClassVar = "audit"
    TITLE: ClassVar = "Audit"
    PLURAL: ClassVar = "Audits"
    PREFIX: ClassVar = "aud"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    OFTEN: ClassVar = "every 12 months"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when the program is audited, from outside or inside: its days, its result, the recommendations and the action for each."
    EXAMPLE: ClassVar = {
        "kind": "maintenance",
        "partner": "acsa",
        "instrument": "ACSA COR audit document 2023",
        "auditor": "aur-0001",
        "registered_on": "2026-01-12",
        "first_document_on": "2026-02-02",
        "gathering_ended_on": "2026-03-04",
        "submitted_on": "2026-03-20",
        "quality_requests": [{"requested_on": "2026-04-07", "answered_on": "2026-04-15"}],
        "accepted_on": "2026-04-24",
        "sites": ["office", "shop"],
        "score": 91,
        "element_scores": [{"element": "inspections", "score": 84}],
        "outcome": "passed",
        "recommendations": [{"text": "Record corrective actions from drills.", "action": "ca-0007"}],
    }

    kind: Literal["certification", "maintenance", "recertification", "internal", "limited-scope"] | None = field(
        "Kind", needed=True, show_in=("table", "detail")
    )
    partner: str | None = field("Certifying partner", "acsa, aasp, esc, …; the company's own when left out.")
    instrument: str | None = field("Audit instrument", "Its name and edition.")
    auditor: str | None = field("Auditor on file", "The auditor's own record.", refers="record")
    auditor_name: str | None = field("Auditor", "By name, where there is no record of the auditor.")
    registered_on: Day | None = field("Registered with the partner on")
    planned_from: Day | None = field("On our sites from", "The first day booked with the auditor.")
    planned_to: Day | None = field("On our sites until")
    first_document_on: Day | None = field(
        "First document handed over on", "Day 1 of gathering, even if it went by e-mail."
    )
    gathering_ended_on: Day | None = field("Gathering ended on", "The last interview, tour or document.")
    submitted_on: Day | None = field("Report submitted on", "To the partner, by the auditor.")
    quality_requests: tuple[QualityRequest, ...] = field("Requests of the quality review", default=())
    accepted_on: Day | None = field("Accepted on", "By the partner.", show_in=("table", "detail"))
    sites: tuple[str, ...] = field("Sites visited", refers="site", default=())
    score: int | None = field("Score, per cent", ge=0, le=100, show_in=("table", "detail"))
    element_scores: tuple[ElementScore, ...] = field("Score by element", default=())
    outcome: Literal["passed", "failed", "withdrawn"] | None = field(
        "Outcome", "As the partner said it.", show_in=("table", "detail")
    )
    certificate_number: str | None = field("Certificate issued for it")
    recommendations: tuple[AuditRecommendation, ...] = field("Recommendations", default=())

    @property
    def is_external(self) -> bool:
        """Whether a certificate depends on it, so that the auditor must come from outside."""
        return self.kind in ("certification", "recertification", "limited-scope")

    @property
    def is_of_cycle(self) -> bool:
        """Whether the partner counts it; an internal look at one's own program is not."""
        return self.kind is not None and self.kind != "internal"

    @property
    def is_reported(self) -> bool:
        """Whether its result is known."""
        return bool(self.outcome or self.accepted_on or self.score is not None)

    @property
    def begun_on(self) -> Day | None:
        """The day on which it began: the first document, else its own day once there is a result; None while only booked."""
        if self.first_document_on or self.gathering_ended_on:
            return self.first_document_on or self.gathering_ended_on
        return self.date if self.is_reported else None

    @property
    def ended_on(self) -> Day | None:
        """The day on which its result counts: accepted, else submitted, else its own day; None while there is no result."""
        if not self.is_reported:
            return None
        return self.accepted_on or self.submitted_on or self.gathering_ended_on or self.date
