"""A finding of an earlier audit shows again."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.returning import find_returning
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC009", Severity.NOTE)
def finding_returns(snapshot: Snapshot) -> Iterator[Problem]:
    """What an earlier audit asked for is asked for again in a later one, or the question it was about is short of evidence today.

    ## Why

    An auditor reads the last reports first. A finding that comes back says that the corrective action did not work, whatever the register says.

    ## Example: fails

    ```yaml title="records/audit/2025/aud-0001.yaml"
    id: aud-0001
    date: 2025-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ```yaml title="records/audit-finding/2025/afd-0001.yaml"
    id: afd-0001
    date: 2025-05-12
    recorded_by: P-002
    audit: aud-0001
    element: inspections
    kind: recommendation
    text: Inspect the yard in every month.
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

    ```yaml title="records/audit/2026/aud-0002.yaml"
    id: aud-0002
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 81
    recommendations: [{text: Inspect the yard in every month of the year., action: ca-0001}]
    ```

    ## Example: passes

    ```yaml title="records/audit/2025/aud-0001.yaml"
    id: aud-0001
    date: 2025-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ```yaml title="records/audit-finding/2025/afd-0001.yaml"
    id: afd-0001
    date: 2025-05-12
    recorded_by: P-002
    audit: aud-0001
    element: inspections
    kind: recommendation
    text: Inspect the yard in every month.
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

    ```yaml title="records/audit/2026/aud-0002.yaml"
    id: aud-0002
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 81
    recommendations: [{text: Show samples of orientations., action: ca-0001}]
    ```

    ## What to do

    Look at why the first action did not hold, and choose another one. Two findings are taken for the same when they name one question or share most of their words; if they are different matters, nothing has to be done.

    ## Source

    The standard's questions AD6 and II7. The comparison of words is our own.
    """
    for each in find_returning(snapshot):
        yield Problem(
            each.said.place,
            f"The finding of {each.said.audit} ({each.said.day}) shows again: {' and '.join(each.again)}.",
            "Find out why the first action did not hold.",
            each.about,
        )
