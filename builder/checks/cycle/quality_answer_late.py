"""A request of the quality review was answered too late."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.deadline import not_kept
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC005", Severity.GAP)
def quality_answer_late(snapshot: Snapshot) -> Iterator[Problem]:
    """The partner's quality review asked for something about an audit, and 15 days went by without an answer.

    ## Why

    Without the answer the points in question are struck, which can turn a pass into a fail.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-04-30
    submitted_on: 2026-05-08
    quality_requests: [{requested_on: 2026-05-20, answered_on: 2026-06-05}]
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
    gathering_ended_on: 2026-04-30
    submitted_on: 2026-05-08
    quality_requests: [{requested_on: 2026-05-20, answered_on: 2026-06-04}]
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ## What to do

    Answer with the auditor, or ask for more time (30 days at most), and write down the day.

    ## Source

    AMHSA audit news, October 2023; read 2026-11-22.
    """
    yield from not_kept(
        snapshot,
        "quality",
        "Answer together with the auditor, or ask for more time; write the day under `answered_on`.",
    )
