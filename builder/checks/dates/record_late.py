"""A promised record was made after its due day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.coverage import Outcome
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE004", Severity.GAP)
def record_late(snapshot: Snapshot) -> Iterator[Problem]:
    """A record that a document promises was made late.

    ## Why

    It was done, and it counts as done; that it was late is a fact of its own. An auditor who finds every third inspection late will ask why the document promises that rhythm.

    ## Example: fails

    May's inspection was made on 9 June, June's own on the 10th:

    ```yaml title="records/inspection/2026/insp-0002.yaml"
    id: insp-0002
    date: 2026-06-09
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-09, method: electronic}]
    ```

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/inspection/2026/insp-0002.yaml"
    id: insp-0002
    date: 2026-05-14
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-14, method: electronic}]
    ```

    ## What to do

    The record stays as it is. If it happens again and again, change who does it, or the rhythm in the document.

    ## Source

    The standard's question IN2 and its like: done at the stated frequency.
    """
    for each in snapshot.expected:
        # Investigations and orientations have rules of their own, because there being late means more.
        if each.outcome is Outcome.LATE and each.record and each.record_type not in ("investigation", "orientation"):
            stored = snapshot.program.record_by_id[each.record]
            days = (stored.value.date - each.due).days
            yield Problem(
                stored.place("date"),
                f"{each.record} is for {each.period} and was due by {each.due} ({each.document}); it was done {days} days late.",
                "Leave the record as it is. If it keeps happening, change who does it or what the document promises.",
                tuple(id for id in (each.record, each.document, each.unit) if id),
            )
