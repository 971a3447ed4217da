"""Something urgent was left overnight without anything that protects people until it is put right."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.actions import measure_actions
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD018", Severity.GAP)
def urgent_action_without_interim_control(snapshot: Snapshot) -> Iterator[Problem]:
    """An action of priority A was not closed on the day it was raised, and nothing is noted that protects people until it is.

    ## Why

    Priority A means that somebody can be badly hurt today. If it can't be put right at once, the place is taped off, the machine locked out, the work stopped; that is what the inspector did, and it belongs on the record.

    ## Example: fails

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-01
    recorded_by: P-002
    source: insp-0002
    description: Fit a new guard to grinder 2
    priority: A
    owner: P-002
    due: 2026-06-04
    closed_on: 2026-06-03
    verified_by: P-001
    evidence_note: Seen on the grinder, tested
    ```

    ## Example: passes

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-01
    recorded_by: P-002
    source: insp-0002
    description: Fit a new guard to grinder 2
    priority: A
    owner: P-002
    due: 2026-06-04
    interim_control: Grinder locked out and tagged
    closed_on: 2026-06-03
    verified_by: P-001
    evidence_note: Seen on the grinder, tested
    ```

    ## What to do

    Protect people now if it is still open, and write under `interim_control` what was done until it was put right. If nothing was, leave the field empty: the gap stays.

    ## Source

    The standard's question IN6: interim controls; OHS Act: a danger to workers is dealt with before work goes on (read 2025-03-31).
    """
    for action in measure_actions(snapshot.program, snapshot.as_of):
        record = action.stored.value
        overnight = (action.closed_on or snapshot.as_of) > action.opened
        if (
            action.priority == "A"
            and overnight
            and not getattr(record, "interim_control", None)
            and not record.has_scan
        ):
            days = "a day" if action.age == 1 else f"{action.age} days"
            until = f"was closed {days} later" if action.closed_on else f"has been open for {days}"
            yield Problem(
                action.stored.place("priority"),
                f"{action.id} of {action.opened} has priority A and {until}. Nothing is noted that protected people until then.",
                "Protect people now if it is still open, and write under `interim_control` what was done.",
                (action.id,),
            )
