"""A committed record names an attachment that is only on disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import FieldPath
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored


@rule("HIS041", Severity.GAP)
def attachment_not_committed(snapshot: Snapshot) -> Iterator[Problem]:
    """A committed record names an attachment that is on disk but was not committed.

    ## Why

    The record is in the repository, its scan is not: on this computer all seems well, and everywhere else, in the pack too, the evidence is missing. Most often .gitignore leaves pictures or PDFs out, and nobody is told.

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
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    attachments: [{path: insp-0003-scan.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, caption: The signed form, level: office}]
    ```

    On disk only, and never committed:

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
    ```

    This also gives HIS002.

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
    attachments: [{path: insp-0003-scan.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, caption: The signed form, level: office}]
    ```

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
    ```

    ## What to do

    Commit the file. If `git add` takes no notice of it, `git check-ignore -v FILE` names the line of .gitignore that leaves it out; `git add --force FILE` adds it all the same.

    ## Source

    gitignore(5).
    """
    work_tree, program = snapshot.work_tree, snapshot.program
    added = frozenset(work_tree.added) if work_tree and snapshot.history else frozenset[str]()
    for stored in program.records if added else ():
        for index, attachment in enumerate(stored.value.attachments):
            path = stored.beside(attachment.path)
            if path in added and stored.path not in added:
                yield _problem(stored, ("attachments", index, "path"), path)
    for document in program.policies if added else ():
        copy = document.value.signed_copy
        path = f"policies/{copy.path}" if copy else ""
        if path in added and document.path not in added:
            yield _problem(document, ("signed_copy", "path"), path)


def _problem(stored: Stored[Any], field: FieldPath, path: str) -> Problem:
    return Problem(
        stored.place(*field),
        f"{stored.value.id} names the file {path}, which exists on disk but is not committed.",
        "Save it with `muster save`; if that takes no notice of it, .gitignore leaves it out: take the line that names it out of that file.",
        (stored.value.id,),
    )
