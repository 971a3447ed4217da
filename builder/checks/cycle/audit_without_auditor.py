"""An audit has begun, and nobody says who audits."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.record_types.audit import Audit


@rule("CYC023", Severity.GAP)
def audit_without_auditor(snapshot: Snapshot) -> Iterator[Problem]:
    """An audit that has begun, or has a result, names neither an auditor's record nor an auditor by name.

    ## Why

    Who audited decides what the audit is worth: a certification needs somebody from outside, and certified.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    score: 78
    ```

    ## Example: passes

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    score: 78
    auditor_name: H. Sim, Sim Safety Ltd.
    ```

    ## What to do

    Name the auditor's record under `auditor` (`muster new auditor` makes one), or the name under `auditor_name`.

    ## Source

    energysafetycanada.com, types of audits; youracsa.ca, peer and consultant auditors; read 2026-11-22.
    """
    for stored in snapshot.program.records_by_type.get("audit", ()):
        audit = stored.value
        is_nameless = isinstance(audit, Audit) and not (audit.auditor or audit.auditor_name) and not audit.has_scan
        if isinstance(audit, Audit) and is_nameless and audit.begun_on is not None:
            yield Problem(
                stored.place("auditor"),
                f"{audit.id} doesn't say who audits.",
                "Name the auditor's record under `auditor`, or the name under `auditor_name`.",
                (audit.id,),
            )
