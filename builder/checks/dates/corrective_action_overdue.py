"""A corrective action is open past its due day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.actions import ActionState, measure_actions
from builder.model.finding import Problem, Severity
from builder.model.record import Record
from builder.model.snapshot import Snapshot


@rule("DUE003", Severity.GAP)
def corrective_action_overdue(snapshot: Snapshot) -> Iterator[Problem]:
    """A corrective action should be closed, and isn't.

    ## Why

    Found, written down, and then nothing: nothing costs more trust, with the crew and with the auditor, than an open action that everybody knows of.

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
    verified_by: P-001
    ```

    ## What to do

    Do it, have somebody else verify it, and fill in `closed_on` and `verified_by`. If it takes longer, say under `interim_control` what protects people until then.

    ## Source

    The standard's questions IN6, II7, HC7 and AD6.
    """
    for action in measure_actions(snapshot.program, snapshot.as_of):
        if action.state is ActionState.OVERDUE:
            owner = f" ({action.owner})" if action.owner else ""
            until = (
                " Nothing is noted that protects people until then." if not _has_interim(action.stored.value) else ""
            )
            yield Problem(
                action.stored.place("due"),
                f"{action.id} was due on {action.due} and is open{owner}: {action.overdue} days overdue.{until}",
                "Do it, have it verified, and fill in `closed_on` and `verified_by`.",
                tuple(id for id in (action.id, action.owner, action.source) if id),
            )


def _has_interim(record: Record) -> bool:
    return bool(getattr(record, "interim_control", None))
