"""A file does not stand where records and register entries stand."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC015", Severity.ERROR)
def misplaced_file(snapshot: Snapshot) -> Iterator[Problem]:
    """A file does not stand where records and register entries stand.

    ## Why

    Only files at their place are read. One level too high or too deep, a record is in the repository and yet in no list.

    ## Example: fails

    ```yaml title="records/inspection/insp-0003.yaml"
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

    Records stand in `records/<type>/<year>/<id>.yaml`, register entries in `records/<register>/<id>.yaml`.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "misplaced-file")
