"""The report of an audit reached the partner too late."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.deadline import not_kept
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC004", Severity.GAP)
def submission_late(snapshot: Snapshot) -> Iterator[Problem]:
    """The report is with the partner later than 21 days after the last day of gathering, or isn't there yet.

    ## Why

    The days are the auditor's to keep, but it is the company's certificate that runs out meanwhile.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-05-12
    submitted_on: 2026-06-03
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ## Example: passes

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-05-12
    submitted_on: 2026-06-02
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ## What to do

    Ask the auditor where the report is, and write down the day on which it was submitted.

    ## Source

    youracsa.ca, company audits; AASP small employer audit; read 2026-11-22.
    """
    yield from not_kept(
        snapshot, "submission", "Ask the auditor where the report is; write the day under `submitted_on` once it is in."
    )
