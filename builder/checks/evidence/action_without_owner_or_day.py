"""An open corrective action is nobody's, or for no day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.actions import measure_actions
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD016", Severity.GAP)
def action_without_owner_or_day(snapshot: Snapshot) -> Iterator[Problem]:
    """An open corrective action has nobody who still works here as its owner, or no day by which it is due.

    ## Why

    What is nobody's is not done, and what has no day is never late. Most often the owner has left and nobody took the list over; a form that is only scanned hides the same thing.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-04-01, to: 2026-06-15, position: foreman, level: supervisor, site: yard}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-01
    recorded_by: P-002
    source: insp-0002
    description: Fit a new guard to grinder 2
    priority: B
    owner: P-004
    due: 2026-07-08
    ```

    ## Example: passes

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-04-01, to: 2026-06-15, position: foreman, level: supervisor, site: yard}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-01
    recorded_by: P-002
    source: insp-0002
    description: Fit a new guard to grinder 2
    priority: B
    owner: P-002
    due: 2026-07-08
    ```

    ## What to do

    Agree on an owner and a day, tell the owner, and write both into the action. An action that is closed stays as it is.

    ## Source

    The standard's questions IN6, II7 and AD6: deficiencies are assigned and dated.
    """
    for action in measure_actions(snapshot.program, snapshot.as_of):
        if action.closed_on is not None:
            continue
        record = action.stored.value
        owner = snapshot.program.people.get(action.owner or "")
        missing = []
        if owner is not None and owner.value.employment_on(snapshot.as_of) is None:
            missing.append(f"its owner {action.owner} no longer works here")
        # Without a scan, the empty field itself is reported already (REC008); with one, the detail may stay on paper until it is closed.
        if action.owner is None and record.has_scan:
            missing.append("it names no owner")
        if action.due is None and record.has_scan:
            missing.append("it names no day by which it is due")
        if missing:
            yield Problem(
                action.stored.place("owner"),
                f"{action.id} is open, and {' and '.join(missing)}.",
                "Agree on an owner and a day, and write both into the action.",
                tuple(id for id in (action.id, action.owner) if id),
            )
