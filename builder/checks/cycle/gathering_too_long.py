"""An audit gathered evidence for longer than its time."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.deadline import not_kept
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC003", Severity.GAP)
def gathering_too_long(snapshot: Snapshot) -> Iterator[Problem]:
    """More days lie between the first document handed over and the last day of gathering than the partner gives. The first day counts as day 1.

    ## Why

    Evidence gathered after the last day is not accepted, and the partner can turn the whole audit down.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-22
    recorded_by: P-002
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-05-22
    submitted_on: 2026-05-29
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ## Example: passes

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-21
    recorded_by: P-002
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-05-21
    submitted_on: 2026-05-29
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ## What to do

    Agree with the auditor on the day of the last interview, and ask the partner for more time in writing before day 45. Next time hand over nothing, not even by e-mail, before the dates are set.

    ## Source

    youracsa.ca, company audits; AuditSoft help for CCSA (45 calendar days, first document received is day 1); AASP (15 days for a small employer's self-assessment); read 2026-11-22.
    """
    yield from not_kept(
        snapshot, "gathering", "Agree on the last day with the auditor, and ask the partner for more time in writing."
    )
