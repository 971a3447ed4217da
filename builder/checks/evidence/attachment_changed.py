"""An attached file is not the one that was filed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD002", Severity.ERROR)
def attachment_changed(snapshot: Snapshot) -> Iterator[Problem]:
    """The bytes of an attachment are not those whose digest the record holds.

    ## Why

    The digest is taken when the scan is filed. If it differs, the file was changed or exchanged since, and nobody can say by whom. Git's history shows when.

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
    attachments: [{path: insp-0003-scan.txt, sha256: f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0, caption: The signed form, level: office}]
    ```

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

    Look into the history of the file. Restore the original, or, if the new scan is right, file it as a second attachment and say why in `notes`.

    ## Source

    Evidence can be proved byte by byte.
    """
    files = snapshot.program.files
    for stored in snapshot.program.records:
        for index, attachment in enumerate(stored.value.attachments):
            entry = files.get(stored.beside(attachment.path))
            if entry is not None and entry.sha256 and entry.sha256 != attachment.sha256:
                yield Problem(
                    stored.place("attachments", index, "sha256"),
                    f"The file {attachment.path} is not the one that the record was filed with: its fingerprint (SHA-256) begins with "
                    f"{entry.sha256[:12]}, the record says {attachment.sha256[:12]}.",
                    "Find out in the history what changed it, and restore the file that was filed.",
                    (stored.value.id,),
                )
