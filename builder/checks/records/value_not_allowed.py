"""A value is not one that this field can have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC010", Severity.ERROR)
def value_not_allowed(snapshot: Snapshot) -> Iterator[Problem]:
    """A value is not one that this field can have.

    ## Why

    A field means the same in every record only if it is written the same way; then it can be counted.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: monthly
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

    Use one of the values that the message lists, or the form it shows.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "value-not-allowed")
