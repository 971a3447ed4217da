"""A person is named who isn't in the register of people."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import unknown_references
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK002", Severity.ERROR)
def unknown_person(snapshot: Snapshot) -> Iterator[Problem]:
    """A person is named who isn't in the register of people.

    ## Why

    Who signed, attended or inspected is half of what a record proves. An id without a person behind it proves that nobody checked.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002, P-020]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    This also gives EVD003.

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
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Correct the id, or add the person. People who left stay in the register, with the end of their employment.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    known = snapshot.program.people
    yield from unknown_references(
        snapshot, "person", known, "a person", "Add the person to records/people/, or correct the id."
    )
