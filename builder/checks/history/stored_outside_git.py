"""Git holds a pointer in the place of a file."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS039", Severity.ERROR)
def stored_outside_git(snapshot: Snapshot) -> Iterator[Problem]:
    """Git holds only a pointer in the place of this file, and the file itself is not at hand.

    ## Why

    Git LFS keeps large files beside the repository; git has a pointer with their fingerprint. A scan may be kept so, and counts as soon as its bytes are here and have that fingerprint. Without them nobody can look at it. The text of a record or document must be in git itself: its history is what is examined.

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

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    version https://git-lfs.github.com/spec/v1
    oid sha256:482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044
    size 33
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

    Fetch the files: `git lfs pull`. Take patterns that match text out of .gitattributes, and bring the text back into git with `git lfs migrate export`.

    ## Source

    git-lfs docs/spec.md, "The Pointer" (read 2026-11-22).
    """
    yield from faults_named(snapshot, "stored-outside-git")
