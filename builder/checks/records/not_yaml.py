"""A file is not YAML, so nothing in it can be read."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC001", Severity.ERROR)
def not_yaml(snapshot: Snapshot) -> Iterator[Problem]:
    """A file is not YAML, so nothing in it can be read.

    ## Why

    A record that a computer can't read is no evidence: nobody can find it, count it or print it.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: "Shop and yard
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
    area: "Shop and yard"
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Go to the line the finding names. Most often a quotation mark or a bracket isn't closed, a line is not indented like its neighbours, or a text with a colon in it (`area: Yard: north`) needs quotation marks.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "not-yaml")
