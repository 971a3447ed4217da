"""A document is older than its review period and was never reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.measure.document import is_past_review, review_due
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL008", Severity.GAP)
def policy_never_reviewed(snapshot: Snapshot) -> Iterator[Problem]:
    """A document was approved longer ago than it may go without review, and no review is noted.

    ## Why

    Law, equipment and people change. A document that nobody has looked at since it was written describes a company that no longer exists.

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
    approved_on: 2026-04-15
    review_every: P2M
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
    approved_on: 2026-04-15
    review_every: P2M
    last_reviewed: 2026-06-12
    status: approved
    ---

    Set them up one out for every four up.
    ```

    ## What to do

    Review the document, change what is no longer true, and write the day into `last_reviewed`.

    ## Source

    The standard's question on the yearly review of the policy (ML4) and on document control (AD3).
    """
    for stored in approved_documents(snapshot):
        policy = stored.value
        if policy.last_reviewed is None and is_past_review(policy, snapshot.as_of):
            yield Problem(
                stored.place("review_every"),
                f"{policy.id} should have been reviewed by {review_due(policy)}, and no review is noted.",
                "Review it and write the day into `last_reviewed`.",
                (policy.id,),
            )
