"""A document's review is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.measure.document import review_due
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE001", Severity.GAP)
def review_overdue(snapshot: Snapshot) -> Iterator[Problem]:
    """A document in force should have been reviewed, and wasn't.

    ## Why

    Each document says how often it is looked at. One past its review no longer answers a question of the standard, because nobody can say that it is still true.

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
    last_reviewed: 2026-04-02
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

    Read it with the people who use it, change what is no longer true, and write the day into `last_reviewed`. If the text changes, raise the version and have it approved.

    ## Source

    The standard's questions ML4 and AD3; for violence and harassment plans OHS Code, section 390 ff. (every three years, read 2025-03-31).
    """
    for stored in approved_documents(snapshot):
        due = review_due(stored.value)
        if stored.value.last_reviewed is not None and due is not None and due < snapshot.as_of:
            yield Problem(
                stored.place("last_reviewed"),
                f"The review of {stored.value.id} was due on {due}; it is {(snapshot.as_of - due).days} days overdue.",
                "Review the document and write the day into `last_reviewed`.",
                (stored.value.id,),
            )
