"""Something deficient was found, and no corrective action names it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import FieldPath
from builder.model.record import Record
from builder.model.snapshot import Snapshot


@rule("EVD005", Severity.GAP)
def deficiency_without_action(snapshot: Snapshot) -> Iterator[Problem]:
    """A deficiency of an inspection or drill, or a recommendation of an audit, has no corrective action.

    ## Why

    Finding it is the smaller half. Without an action with an owner and a day, the next inspection finds the same guard missing.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 1
    deficiencies: [{item: Guard missing on grinder 2}]
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 1
    deficiencies: [{item: Guard missing on grinder 2, action: ca-0001}]
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-10
    recorded_by: P-002
    source: insp-0003
    description: Fit a new guard to grinder 2
    priority: B
    owner: P-002
    due: 2026-06-17
    closed_on: 2026-06-12
    verified_by: P-001
    ```

    ## What to do

    Record a corrective action for each, even if it was put right on the spot (then it is closed the same day), and name it under `action`.

    ## Source

    The standard's questions IN6, ER5 and AD6.
    """
    for stored in snapshot.program.records:
        record = stored.value
        found = list(_found(record))
        for steps, text, action in found:
            if action is None:
                yield Problem(
                    stored.place(*steps),
                    f"{record.id} found: {text.rstrip('.')}. No corrective action is named for it.",
                    "Record a corrective action and name it under `action`.",
                    (record.id,),
                )
        counted = getattr(record, "items_deficient", None) or 0
        if counted > len(found) and not record.has_scan:
            yield Problem(
                stored.place("items_deficient"),
                f"{record.id} counts {counted} deficient items, but describes {len(found)}.",
                "List each under `deficiencies`, with its corrective action.",
                (record.id,),
            )


def _found(record: Record) -> Iterator[tuple[FieldPath, str, str | None]]:
    """What was found: its place, its words, and the corrective action."""
    for name in ("deficiencies", "recommendations"):
        if name == "recommendations" and type(record).TYPE != "audit":
            continue
        for index, each in enumerate(getattr(record, name, ())):
            text = str(getattr(each, "item", None) or getattr(each, "text", ""))
            yield (name, index), text, each.action
