"""A document is named that isn't in policies/."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import unknown_references
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK005", Severity.ERROR)
def unknown_document(snapshot: Snapshot) -> Iterator[Problem]:
    """A document is named that isn't in policies/.

    ## Why

    "I have read it and understood it" is worth nothing if nobody can show what was read.

    ## Example: fails

    ```yaml title="records/acknowledgement/2026/ack-0001.yaml"
    id: ack-0001
    date: 2026-06-10
    recorded_by: P-002
    person: P-003
    document: POL-10
    version: 2
    signatures: [{person: P-003, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/acknowledgement/2026/ack-0001.yaml"
    id: ack-0001
    date: 2026-06-10
    recorded_by: P-002
    person: P-003
    document: POL-01
    version: 2
    signatures: [{person: P-003, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Correct the id, or add the document.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    known = snapshot.program.policy_by_id
    yield from unknown_references(
        snapshot, "policy", known, "a document", "Add the document to policies/, or correct the id."
    )
