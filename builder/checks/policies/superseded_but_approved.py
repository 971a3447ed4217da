"""A document that another one replaced is still marked as approved."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL010", Severity.GAP)
def superseded_but_approved(snapshot: Snapshot) -> Iterator[Problem]:
    """A document in force says that it replaces another, and that other one is still approved.

    ## Why

    Two rules for the same thing: people follow the one they find first.

    ## Example: fails

    ```markdown title="policies/safety-policy.md"
    ---
    id: POL-02
    title: Safety policy, new style
    kind: policy
    area: leadership
    version: 1
    owner: P-001
    approved_by: P-001
    approved_on: 2026-05-01
    review_every: P12M
    last_reviewed: 2026-05-01
    status: approved
    answers: [ML1]
    supersedes: [POL-01]
    ---

    Everyone goes home well.
    ```

    ## Example: passes

    ```markdown title="policies/safety-policy.md"
    ---
    id: POL-02
    title: Safety policy, new style
    kind: policy
    area: leadership
    version: 1
    owner: P-001
    approved_by: P-001
    approved_on: 2026-05-01
    review_every: P12M
    last_reviewed: 2026-05-01
    status: approved
    answers: [ML1]
    supersedes: [POL-01]
    ---

    Everyone goes home well.
    ```

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: withdrawn
    answers: [ML1]
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md).
    ```

    ## What to do

    Set the old document's status to `withdrawn`. It stays in the repository and in the history.

    ## Source

    The standard's question on document control (AD3).
    """
    for stored in approved_documents(snapshot):
        for index, id in enumerate(stored.value.supersedes):
            old = snapshot.program.policy_by_id.get(id)
            if old is not None and old.value.status == "approved":
                yield Problem(
                    stored.place("supersedes", index),
                    f"{stored.value.id} replaces {id}, but {id} is still approved.",
                    f"Set the status of {id} to withdrawn.",
                    (stored.value.id, id),
                )
