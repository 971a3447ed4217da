"""A file lies beside the records, and no record names it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("EVD012", Severity.NOTE)
def attachment_not_listed(snapshot: Snapshot) -> Iterator[Problem]:
    """A file under `records/` is no attachment of any record.

    ## Why

    A scan that no record names is in no list and in no pack: the work was done, the proof is there, and nobody finds it.

    ## Example: fails

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
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
    attachments: [{path: insp-0003-scan.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, caption: The signed form, level: office}]
    ```

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
    ```

    ## What to do

    Name it under `attachments` of its record, or delete it.

    ## Source

    Muster's own format: attachments.
    """
    program = snapshot.program
    named = {stored.beside(each.path) for stored in program.records for each in stored.value.attachments}
    # A record that can't be read, or is dated after the as-of day, may be the one that names it.
    read = {stored.path for stored in program.records}
    unseen = {path for path in program.files if path.endswith(".yaml") and path not in read} | program.unreadable
    folders = {path.rsplit("/", 1)[0] for path in unseen if path.count("/") == 3}
    for path in program.files:
        is_file = path.startswith("records/") and not path.endswith((".yaml", ".yml", ".md"))
        if is_file and path not in named and path.rsplit("/", 1)[0] not in folders:
            yield Problem(
                Place(path),
                f"No record names {path.rsplit('/', 1)[-1]} as its attachment.",
                "Name it under `attachments` of its record, or delete it.",
            )
