"""A document's review is due within 30 days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.measure.document import review_due
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot

AHEAD = timedelta(days=30)
"""How long before its due day a review is announced."""


@rule("DUE009", Severity.NOTE)
def review_soon(snapshot: Snapshot) -> Iterator[Problem]:
    """A document in force must be reviewed within the next 30 days.

    ## Why

    A review takes a conversation with those who use the document. Thirty days are enough for that; the day before is not.

    ## Example: fails

    ```markdown title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P2M
    last_reviewed: 2026-05-10
    status: approved
    ---

    Set them up one out for every four up.
    ```

    ## Example: passes

    ```markdown title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P2M
    last_reviewed: 2026-06-02
    status: approved
    ---

    Set them up one out for every four up.
    ```

    ## What to do

    Plan the review. `muster due` shows everything that comes up within 90 days.

    ## Source

    The standard's question AD3.
    """
    for stored in approved_documents(snapshot):
        due = review_due(stored.value)
        if due is not None and snapshot.as_of <= due <= snapshot.as_of + AHEAD:
            yield Problem(
                stored.place("last_reviewed"),
                f"The review of {stored.value.id} is due on {due}.",
                "Plan the review with the people who use the document.",
                (stored.value.id,),
            )
