"""The person who approved a document has left the company."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents, has_left
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL004", Severity.GAP)
def signatory_left(snapshot: Snapshot) -> Iterator[Problem]:
    """The approver of a document in force is not employed any more.

    ## Why

    A policy is a promise of those who lead the company today. Auditors regularly find one signed by a president who left years ago.

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
    owner: P-002
    approved_by: P-004
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

    Have the present manager approve the document anew; that makes a new version with a new date.

    ## Source

    The standard's question on the signature of the present senior manager (ML3).
    """
    for stored in approved_documents(snapshot):
        approver = stored.value.approved_by
        if approver and has_left(snapshot, approver):
            yield Problem(
                stored.place("approved_by"),
                f"{approver} approved {stored.value.id}, but is not employed on {snapshot.as_of}.",
                "Have the present manager approve the document anew.",
                (stored.value.id, approver),
            )
