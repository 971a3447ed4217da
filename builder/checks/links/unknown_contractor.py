"""A contractor is named that isn't in the register of contractors."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import unknown_references
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK008", Severity.ERROR)
def unknown_contractor(snapshot: Snapshot) -> Iterator[Problem]:
    """A contractor is named that isn't in the register of contractors.

    ## Why

    Every company that works for us is checked before it starts. One that isn't in the register wasn't.

    ## Example: fails

    ```yaml title="records/contractor-evaluation/2026/cev-0001.yaml"
    id: cev-0001
    date: 2026-06-10
    recorded_by: P-002
    contractor: C-09
    rating: 4
    safety_notes: Clean work, own ladders inspected.
    reviewer: P-002
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/contractor-evaluation/2026/cev-0001.yaml"
    id: cev-0001
    date: 2026-06-10
    recorded_by: P-002
    contractor: C-01
    rating: 4
    safety_notes: Clean work, own ladders inspected.
    reviewer: P-002
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Correct the id, or add the contractor.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    known = snapshot.program.contractors
    yield from unknown_references(
        snapshot, "contractor", known, "a contractor", "Add the contractor to records/contractors/, or correct the id."
    )
