"""A position is named that isn't in the register of positions."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import unknown_references
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK006", Severity.ERROR)
def unknown_position(snapshot: Snapshot) -> Iterator[Problem]:
    """A position is named that isn't in the register of positions.

    ## Why

    The position says which tasks a person has and which training they need. Without it nobody can tell whether they may do the work.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: welder, level: worker, site: yard}]
    ```

    ## Example: passes

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: foreman, level: supervisor, site: yard}]
    ```

    ## What to do

    Correct the id, or add the position with its tasks.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    known = snapshot.program.positions
    yield from unknown_references(
        snapshot, "position", known, "a position", "Add the position to records/positions/, or correct the id."
    )
