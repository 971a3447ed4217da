"""What the law wants in a document and when it must be looked at again: emergency plans, the violence plan, the committee's terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.measure.document import missing_clauses
from builder.model.day import add_period
from builder.model.law import Content, Law, RequiredContents
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.stored import Stored

_PLAN_REVIEW = "vh-plan-review"


@dataclass(frozen=True)
class PlanState:
    """A document and its required contents.

    Attributes:
        headings: Each content with the heading it stands under; None where the document names none, or one that isn't there.
        reviewed_on: The last review that a document or record shows; None where nothing does.
        review_due: The day by which the law wants it reviewed; None where it says nothing.
    """

    document: Stored[Policy]
    required: RequiredContents
    headings: tuple[tuple[Content, str | None], ...]
    reviewed_on: date | None
    review_due: date | None

    @property
    def missing(self) -> tuple[Content, ...]:
        """The contents without a heading."""
        return tuple(content for content, heading in self.headings if heading is None)


def measure_plans(program: Program, law: Law) -> tuple[PlanState, ...]:
    """Every approved document with required contents, in the order of the law file, then by id."""
    return tuple(
        _state(program, stored, required)
        for required in law.contents
        for stored in program.policies
        if stored.value.status == "approved"
        and stored.value.kind in required.kinds
        and required.question in stored.value.answers
    )


def _state(program: Program, stored: Stored[Policy], required: RequiredContents) -> PlanState:
    policy = stored.value
    missing = missing_clauses(policy, tuple(content.clause for content in required.contents))
    headings = tuple(
        (content, None if content.clause in missing else policy.clauses[content.clause])
        for content in required.contents
    )
    reviewed = _reviewed_on(program, policy, required)
    due = add_period(reviewed, required.review_every) if reviewed and required.review_every else None
    return PlanState(stored, required, headings, reviewed, due)


def _reviewed_on(program: Program, policy: Policy, required: RequiredContents) -> date | None:
    days = [day for day in (policy.last_reviewed, policy.approved_on, policy.effective) if day]
    if required.key == "violence-plan":
        days += [
            stored.value.date
            for stored in program.records_by_type.get(_PLAN_REVIEW, ())
            if getattr(stored.value, "document", None) in (None, policy.id)
        ]
    return max(days, default=None)
