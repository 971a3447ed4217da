"""An attachment is listed without its SHA-256."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC020", Severity.ERROR)
def attachment_without_digest(snapshot: Snapshot) -> Iterator[Problem]:
    """An attachment is listed without its SHA-256.

    ## Why

    The SHA-256 is the fingerprint of a file: 64 digits that no other file has. With it anybody can show years later that the scan is still the one that was filed. An editor on the web, or a person, who adds a photo doesn't know it.

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
    attachments: [{path: insp-0003-scan.txt, caption: The signed form, level: office}]
    ```

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
    ```

    Because the record can't be used, its scan counts as listed by nobody (EVD003).

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

    `muster fix` writes it in, if the file is there. Look at the file first: from then on it counts as what was filed.

    ## Source

    Evidence can be proved byte by byte.
    """
    for problem in faults_named(snapshot, "attachment-without-digest"):
        folder = problem.place.path.rpartition("/")[0]
        entry = snapshot.program.files.get(f"{folder}/{''.join(problem.about)}")
        is_there = entry is not None and bool(entry.sha256)
        yield replace(problem, about=(), mendable=is_there)
