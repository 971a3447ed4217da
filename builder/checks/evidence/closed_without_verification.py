"""A corrective action was closed without anybody verifying it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.actions import measure_actions
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD011", Severity.GAP)
def closed_without_verification(snapshot: Snapshot) -> Iterator[Problem]:
    """A corrective action is closed, and nobody is named who saw that it works.

    ## Why

    Whoever did the work believes that it is done. Somebody else looks and finds the guard fitted, and loose.

    ## Example: fails

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-01
    recorded_by: P-002
    source: insp-0002
    description: Fit a new guard to grinder 2
    priority: B
    owner: P-002
    due: 2026-06-08
    closed_on: 2026-06-05
    evidence_note: Seen on the grinder, tested
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
    due: 2026-06-08
    closed_on: 2026-06-05
    evidence_note: Seen on the grinder, tested
    verified_by: P-001
    ```

    ## What to do

    Have somebody other than the owner look, and fill in `verified_by`.

    ## Source

    The standard's questions IN6, IN7 and II7.
    """
    for action in measure_actions(snapshot.program, snapshot.as_of):
        if action.closed_on is not None and not action.verified_by and not action.stored.value.has_scan:
            yield Problem(
                action.stored.place("closed_on"),
                f"{action.id} was closed on {action.closed_on}, and nobody is named who verified it.",
                "Have somebody other than the owner look, and fill in `verified_by`.",
                (action.id,),
            )
