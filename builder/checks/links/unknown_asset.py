"""An asset is named that isn't in the inventory."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import unknown_references
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK007", Severity.ERROR)
def unknown_asset(snapshot: Snapshot) -> Iterator[Problem]:
    """An asset is named that isn't in the inventory.

    ## Why

    The auditor picks machines from the inventory and looks for their records. A record for a machine that isn't in it shows that the inventory isn't complete.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: vehicle
    asset: A-010
    area: Service van
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: vehicle
    asset: A-001
    area: Service van
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Correct the id, or add the asset.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    known = snapshot.program.assets
    yield from unknown_references(
        snapshot, "asset", known, "an asset", "Add the asset to records/assets/, or correct the id."
    )
