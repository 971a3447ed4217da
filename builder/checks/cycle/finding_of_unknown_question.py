"""A finding of an audit names a question that the standard doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.record_types.audit_finding import AuditFinding


@rule("CYC022", Severity.ERROR)
def finding_of_unknown_question(snapshot: Snapshot) -> Iterator[Problem]:
    """An audit finding's `question` is not a question of the standard that the program is held against.

    ## Why

    Whether a finding comes back is seen by its question; with a wrong id it is never seen. The partner's own numbers belong into the overlay, not here.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ```yaml title="records/audit-finding/2026/afd-0001.yaml"
    id: afd-0001
    date: 2026-05-12
    recorded_by: P-002
    audit: aud-0001
    element: inspections
    kind: strength
    text: Good walks.
    question: IN99
    ```

    ## Example: passes

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ```yaml title="records/audit-finding/2026/afd-0001.yaml"
    id: afd-0001
    date: 2026-05-12
    recorded_by: P-002
    audit: aud-0001
    element: inspections
    kind: strength
    text: Good walks.
    question: IN2
    ```

    ## What to do

    Correct the id, or leave it out and name the element only.

    ## Source

    Muster's own format: ids of the standard's file.
    """
    for stored in snapshot.program.records_by_type.get("audit-finding", ()):
        finding = stored.value
        question = finding.question if isinstance(finding, AuditFinding) else None
        if question is not None and snapshot.standard.question(question) is None:
            known = [each.id for each in snapshot.standard.questions()]
            yield Problem(
                stored.place("question"),
                f"{question} is not a question of the standard.{did_you_mean(question, known)}",
                "Correct the id, or leave it out.",
                (finding.id, question),
            )
