"""Files on disk differ from the commit."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS002", Severity.NOTE)
def uncommitted_changes(snapshot: Snapshot) -> Iterator[Problem]:
    """Files were changed on disk and not yet committed.

    ## Why

    A check of the files on disk is right for work in progress. A pack is made from a commit, so what isn't committed won't be in it.

    ## Example: fails

    Changed on disk, not yet committed:

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

    Commit what is done: `git add`, `git commit`.

    ## Source

    git-commit(1).
    """
    tree = snapshot.work_tree
    if tree is not None and not tree.is_clean:
        paths = sorted((*tree.changed, *tree.added, *tree.removed))
        more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
        yield Problem(
            Place(paths[0]),
            f"Not committed yet: {', '.join(paths[:3])}{more}.",
            "Save them with `muster save`; a pack is made from what is saved.",
        )
