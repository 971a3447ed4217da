"""A record is named that doesn't exist."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import known_records, unknown_references
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK004", Severity.ERROR)
def unknown_record(snapshot: Snapshot) -> Iterator[Problem]:
    """A record (or document) is named that isn't in the program.

    ## Why

    From deficiency to corrective action, from incident to investigation: the links are what shows that something was followed up. A link into nothing shows the opposite.

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
    deficiencies: [{item: Guard missing on the grinder, action: ca-0001}]
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
    deficiencies: [{item: Guard missing on the grinder, action: ca-0001}]
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-06-10
    recorded_by: P-002
    source: insp-0003
    description: Fit a new guard
    priority: A
    owner: P-002
    due: 2026-06-11
    closed_on: 2026-06-10
    verified_by: P-001
    ```

    ## What to do

    Correct the id, or file the record.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    known = known_records(snapshot.program) | snapshot.program.policy_by_id.keys()
    yield from unknown_references(snapshot, "record", known, "a record", "File the record, or correct the id.")
