"""What can be said about a controlled document on a day: in force or not, past its review or not, which headings it has."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from builder.model.day import add_period
from builder.model.policy import Policy
from builder.read.markdown_text import Heading, headings


def review_due(policy: Policy) -> date | None:
    """The day by which the document must be reviewed again; None when nothing says so.

    Counted from the last review, or else from the approval or the day it took effect.
    """
    since = policy.last_reviewed or policy.approved_on or policy.effective
    return add_period(since, policy.review_every) if since and policy.review_every else None


def is_past_review(policy: Policy, day: date) -> bool:
    """Whether the review should have been done before the day."""
    due = review_due(policy)
    return due is not None and due < day


@lru_cache(maxsize=512)
def headings_of(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """The headings of a body in order; the same body is parsed once."""
    return headings(body, first_line)


def missing_clauses(policy: Policy, clauses: tuple[str, ...]) -> tuple[str, ...]:
    """The required contents that the document maps to no heading, or to one that isn't in its body."""
    present = {heading.text for heading in headings_of(policy.body, policy.body_line)}
    return tuple(clause for clause in clauses if policy.clauses.get(clause) not in present)
