"""A document's owner no longer works here."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents, has_left
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL001", Severity.GAP)
def policy_owner_left(snapshot: Snapshot) -> Iterator[Problem]:
    """The owner of an approved document is not employed any more.

    ## Why

    The owner keeps a document true: hears what doesn't work, proposes changes, sees to the review. A document whose owner has left is kept by nobody.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-04-01, to: 2026-05-15, position: foreman, level: manager, site: yard}]
    ```

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-004
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## Example: passes

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Name somebody who works here under `owner`, and tell them.

    ## Source

    The standard's question on document control (AD3).
    """
    for stored in approved_documents(snapshot):
        owner = stored.value.owner
        if owner and has_left(snapshot, owner):
            yield Problem(
                stored.place("owner"),
                f"{owner} owns {stored.value.id}, but is not employed on {snapshot.as_of}.",
                "Name somebody who works here under `owner`.",
                (stored.value.id, owner),
            )
