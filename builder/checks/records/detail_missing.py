"""A record says too little to prove anything, and no signed scan is attached that says it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC009", Severity.GAP)
def detail_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A record says too little to prove anything, and no signed scan is attached that says it.

    ## Why

    Paper is normal: where a scan is attached, its text is the evidence, and the fields are only the index. Without a scan the fields are all there is.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
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

    Fill the field in, or attach the signed form.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "detail-missing")
