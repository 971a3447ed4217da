"""From which day a promise binds: nothing is held against the time before it."""

from __future__ import annotations

from datetime import date

from builder.model.history import History
from builder.model.policy import Obligation, Policy
from builder.model.program import Program
from builder.model.stored import Stored


def promise_begins(
    program: Program, stored: Stored[Policy], obligation: Obligation, history: History | None = None
) -> date:
    """The first day on which an obligation of a document is held against the company; records from before it still count.

    It is the latest of three days:

    - The company's `adopted_on`. What was on paper before is not in the repository, so its absence proves nothing.
    - The document's first day. A version 1 begins on the day it takes effect, or was approved. A later version doesn't say what
      the ones before it promised; it would be too easy to forgive a year by approving a document again, so the promise is taken to
      be as old as the document: where git saw the file enter after the adoption, that day, else the adoption.
    - The obligation's own `since`, which says that this promise is newer than its document.
    """
    adopted = program.company.value.adopted_on if program.company else None
    days = (adopted, _document_begins(stored, adopted, history), obligation.since)
    return max((day for day in days if day is not None), default=date.min)


def _document_begins(stored: Stored[Policy], adopted: date | None, history: History | None) -> date | None:
    policy = stored.value
    in_force = policy.effective or policy.approved_on
    if policy.version == 1:
        return in_force
    entered = history.entered(stored.path) if history else None
    if entered is None or adopted is None or entered <= adopted:
        # Everything enters on the day a program moves into git; that says nothing about the age of a document.
        return None
    return min(entered, in_force) if in_force else entered
