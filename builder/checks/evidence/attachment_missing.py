"""A record names an attachment that isn't there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.mending.moved_attachments import moved_attachments
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD001", Severity.ERROR)
def attachment_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """An attached file is not in the record's folder.

    ## Why

    The scan is the evidence; the record is only its index. A pack that says "see scan" and has none is worse than one that says nothing.

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

    Put the file beside the record, or correct the file name in `attachments`. Where a file with the very same bytes stands elsewhere among the records, the message names it, and `muster fix` brings it back or corrects the name.

    ## Source

    Muster's own format: attachments stand beside their record.
    """
    program = snapshot.program
    found_again = moved_attachments(program)
    for stored in program.records:
        for index, attachment in enumerate(stored.value.attachments):
            path = stored.beside(attachment.path)
            if path not in program.files and path not in program.unreadable:
                again = found_again.get((stored.path, index))
                where = f" A file with the very same bytes is {again.source}." if again else ""
                yield Problem(
                    stored.place("attachments", index, "path"),
                    f"{stored.value.id} names the attachment {attachment.path}, which is not beside it.{where}",
                    f"Put the file at {path}, or correct the name.",
                    (stored.value.id,),
                    mendable=again is not None,
                )
