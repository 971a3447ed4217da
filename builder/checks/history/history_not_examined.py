"""The history was not examined, so nothing is said about when files were entered."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS001", Severity.NOTE)
def history_not_examined(snapshot: Snapshot) -> Iterator[Problem]:
    """Git's history was not read.

    ## Why

    When a record reached the repository, and who put it there, can only be said from the history. Where it wasn't examined, that is said, so that nobody takes silence for a clean result.

    ## Example: fails

    A folder of files without its history:

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

    Files in a repository whose history is read:

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

    Nothing, if you know why. Otherwise run the check in the git repository itself, with its whole history (`git fetch --unshallow`).

    ## Source

    What was not checked is said.
    """
    if snapshot.history is None:
        why = f": {snapshot.history_note.rstrip('.')}" if snapshot.history_note else ""
        yield Problem(
            Place("records/company.yaml"),
            f"The history was not examined{why}. Nothing is said about when files were entered and by whom.",
            "Run the check in the git repository, with its whole history; a new program has one from its first `muster save` on.",
        )
