"""What was closed has come back."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.deficiency import measure_deficiencies
from builder.measure.follow_up.recurrence import find_recurrences
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD019", Severity.NOTE)
def deficiency_returns(snapshot: Snapshot) -> Iterator[Problem]:
    """A deficiency like one that was closed less than half a year before was found again at the same site, or on the same equipment.

    ## Why

    Closing an action says that something was done; not finding it again says that it worked. One that returns was answered by tidying up instead of by taking the cause away, and the question of what was done about it is open again. Muster compares the words; whether it is really the same, a person judges.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-05-10
    site: yard
    recorded_by: P-002
    kind: weekly
    area: Fabrication bay
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 1
    deficiencies: [{item: Extension cord across the walkway at door 2, action: ca-0001}]
    signatures: [{person: P-002, date: 2026-05-10, method: electronic}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-05-10
    recorded_by: P-002
    source: insp-0003
    description: Take the cord away
    priority: B
    owner: P-002
    due: 2026-07-15
    closed_on: 2026-05-12
    verified_by: P-001
    evidence_note: Cord hung up, walkway clear
    ```

    ```yaml title="records/inspection/2026/insp-0004.yaml"
    id: insp-0004
    date: 2026-06-20
    site: yard
    recorded_by: P-002
    kind: weekly
    area: Fabrication bay
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 1
    deficiencies: [{item: Cord across the walkway by door 2, action: ca-0002}]
    signatures: [{person: P-002, date: 2026-06-20, method: electronic}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0002.yaml"
    id: ca-0002
    date: 2026-06-20
    recorded_by: P-002
    source: insp-0004
    description: Second receptacle at door 2
    priority: B
    owner: P-002
    due: 2026-07-15
    ```

    ## Example: passes

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-05-10
    site: yard
    recorded_by: P-002
    kind: weekly
    area: Fabrication bay
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 1
    deficiencies: [{item: Extension cord across the walkway at door 2, action: ca-0001}]
    signatures: [{person: P-002, date: 2026-05-10, method: electronic}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-05-10
    recorded_by: P-002
    source: insp-0003
    description: Take the cord away
    priority: B
    owner: P-002
    due: 2026-07-15
    closed_on: 2026-05-12
    verified_by: P-001
    evidence_note: Cord hung up, walkway clear
    ```

    ```yaml title="records/inspection/2026/insp-0004.yaml"
    id: insp-0004
    date: 2026-06-20
    site: yard
    recorded_by: P-002
    kind: weekly
    area: Fabrication bay
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 1
    deficiencies: [{item: Guard of grinder 2 cracked, action: ca-0002}]
    signatures: [{person: P-002, date: 2026-06-20, method: electronic}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0002.yaml"
    id: ca-0002
    date: 2026-06-20
    recorded_by: P-002
    source: insp-0004
    description: New guard
    priority: B
    owner: P-002
    due: 2026-07-15
    ```

    ## What to do

    Look at why the first action didn't last, and let the new one reach higher: take the hazard away or build it out before reminding people again. Say so in the new action's description.

    ## Source

    The standard's questions IN6, II7 and AD6: actions are effective. The span and the likeness are Muster's own defaults.
    """
    for each in find_recurrences(measure_deficiencies(snapshot.program, snapshot.as_of)):
        again, before = each.again, each.before
        place = again.asset or again.site
        action = f" by {before.action.id}" if before.action else ""
        yield Problem(
            again.source.place(*again.steps),
            f"{again.source.value.id} found at {place}: {again.text.rstrip('.')}. {before.source.value.id} had found: "
            f"{before.text.rstrip('.')}; that was closed{action} on {before.closed_on}.",
            "If it is the same, look at why the first action didn't last, and let the new one take the cause away.",
            tuple(
                id
                for id in (again.source.value.id, before.source.value.id, before.action.id if before.action else "")
                if id
            ),
        )
