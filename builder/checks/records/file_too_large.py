"""A file is larger than anything that belongs here, so it was not read."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC003", Severity.ERROR)
def file_too_large(snapshot: Snapshot) -> Iterator[Problem]:
    """A file is larger than anything that belongs here, so it was not read.

    ## Why

    A text of more than a million bytes is a mistake (a scan pasted as text, a database dump) or an attack. Reading it would stop every other check.

    ## Example: fails

    This file has the last line 60,000 times:

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
    notes: |
      The same remark, over and over.
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

    Split the file. Attach scans as files beside the record; 150 dpi in grey is enough for an auditor.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "file-too-large")
