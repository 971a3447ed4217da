"""A finding of an audit has no corrective action."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.record_types.audit_finding import AuditFinding


@rule("CYC008", Severity.GAP)
def finding_without_action(snapshot: Snapshot) -> Iterator[Problem]:
    """An auditor's recommendation or nonconformity is on file without a corrective action.

    ## Why

    Whether the last audit's action plan was carried out is a question of its own in the next audit. A strength needs no action.

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
    question: IN2
    kind: recommendation
    text: Inspect the yard every month.
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
    question: IN2
    kind: recommendation
    text: Inspect the yard every month.
    action: ca-0001
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-05-14
    recorded_by: P-002
    source: afd-0001
    description: Put the yard on the monthly list
    priority: C
    owner: P-002
    due: 2026-06-12
    closed_on: 2026-06-05
    verified_by: P-001
    evidence_note: List of June
    ```

    ## What to do

    Record a corrective action with an owner and a day, and name it under `action`. If the company decides against it, the action says so and why.

    ## Source

    The standard's question AD6.
    """
    for stored in snapshot.program.records_by_type.get("audit-finding", ()):
        finding = stored.value
        if (
            isinstance(finding, AuditFinding)
            and finding.kind != "strength"
            and finding.action is None
            and not finding.has_scan
        ):
            yield Problem(
                stored.place("action"),
                f"{finding.id} ({finding.audit or 'of an audit that is not named'}) has no corrective action: {finding.text or 'its text is still empty.'}",
                "Record a corrective action, or the reasoned decision against one, and name it under `action`.",
                (finding.id,),
            )
