"""A peer audit that is owed in return was not done in time."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.deadline import not_kept
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC017", Severity.GAP)
def peer_audit_owed(snapshot: Snapshot) -> Iterator[Problem]:
    """Another company's auditor audited us for nothing, and the days owed in return were not given by the day agreed on.

    ## Why

    A partner sends no peer auditor to a company that owes one, so the next certification has to be paid for, or waits.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ```yaml title="records/peer-audit/2025/pa-0001.yaml"
    id: pa-0001
    date: 2025-11-20
    recorded_by: P-002
    owed_by: 2026-05-20
    company: Kestrel Electric Ltd.
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

    ```yaml title="records/peer-audit/2025/pa-0001.yaml"
    id: pa-0001
    date: 2025-11-20
    recorded_by: P-002
    owed_by: 2026-05-20
    done_on: 2026-05-07
    company: Kestrel Electric Ltd.
    ```

    ## What to do

    Call the partner, agree on a new day, and write down the day on which it was done.

    ## Source

    youracsa.ca, peer and consultant auditors: reciprocal days are owed within six months; read 2026-11-22.
    """
    yield from not_kept(
        snapshot, "owed", "Agree on a day with the partner; write it under `done_on` once the audit is done."
    )
