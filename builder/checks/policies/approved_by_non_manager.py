"""A document was approved by somebody who was no manager on that day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL003", Severity.GAP)
def approved_by_non_manager(snapshot: Snapshot) -> Iterator[Problem]:
    """The approver of a document was neither a manager nor a senior manager on the day of approval.

    ## Why

    Approving a document commits the company's time and money. Only somebody with that authority can do it, and an auditor checks the position the person held on the day.

    ## Example: fails

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-002
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

    Have a manager approve it, with the day on which that happened. If the person was a manager then, correct the `employment` in their file.

    ## Source

    The standard's questions on management leadership (ML3) and document control (AD3).
    """
    for stored in approved_documents(snapshot):
        policy = stored.value
        person = snapshot.program.people.get(policy.approved_by or "")
        if person is None or policy.approved_on is None:
            continue
        job = person.value.employment_on(policy.approved_on)
        if job is None or job.level not in ("manager", "senior-manager"):
            was = f"was a {job.level}" if job else "was not employed"
            yield Problem(
                stored.place("approved_by"),
                f"{policy.approved_by} approved {policy.id} on {policy.approved_on}, but {was} that day.",
                "Have a manager approve the document, or correct the person's employment.",
                (policy.id, person.value.id),
            )
