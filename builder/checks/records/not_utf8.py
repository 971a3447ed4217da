"""A file is not saved as UTF-8, so its letters can't be told for certain."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC002", Severity.ERROR)
def not_utf8(snapshot: Snapshot) -> Iterator[Problem]:
    """A file is not saved as UTF-8, so its letters can't be told for certain.

    ## Why

    In an older encoding the same byte is a different letter on every computer. A name that changes with the reader is no good in evidence.

    ## Example: fails

    This file was saved as Windows-1252:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Atelier de préfabrication
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    The same, saved as UTF-8:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Atelier de préfabrication
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Open the file in your editor and save it again with the encoding UTF-8.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "not-utf8")
