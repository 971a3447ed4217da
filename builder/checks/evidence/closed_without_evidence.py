"""A corrective action was closed, and nothing shows what was done."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.actions import measure_actions
from builder.measure.follow_up.deficiency import evidence_of
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD017", Severity.GAP)
def closed_without_evidence(snapshot: Snapshot) -> Iterator[Problem]:
    """A corrective action was closed with neither a file nor a word about how one knows that it was done.

    ## Why

    The auditor takes a deficiency from an inspection sheet and follows it to the end. A date in a box is where the trail stops; a photo, a receipt, or one sentence of whoever looked is where it holds.

    ## Example: fails

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-01
    recorded_by: P-002
    source: insp-0002
    description: Fit a new guard to grinder 2
    priority: B
    owner: P-002
    due: 2026-07-08
    closed_on: 2026-06-05
    verified_by: P-001
    ```

    ## Example: passes

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-01
    recorded_by: P-002
    source: insp-0002
    description: Fit a new guard to grinder 2
    priority: B
    owner: P-002
    due: 2026-07-08
    closed_on: 2026-06-05
    verified_by: P-001
    evidence_note: Seen on the grinder, tested
    ```

    ## What to do

    Ask whoever closed it what was done, and write that under `evidence_note`, or attach the photo or the scan. Don't write down what nobody remembers.

    ## Source

    The standard's questions IN6, IN7 and II7; the usual finding of auditors that actions were "closed, not verified".
    """
    for action in measure_actions(snapshot.program, snapshot.as_of):
        if action.closed_on is not None and not evidence_of(action):
            yield Problem(
                action.stored.place("closed_on"),
                f"{action.id} was closed on {action.closed_on}; no file and no note shows what was done.",
                "Ask whoever closed it, and write it under `evidence_note`, or attach the photo or the scan.",
                (action.id,),
            )
