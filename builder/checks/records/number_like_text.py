"""A text looks like a number, a time or a yes/no, and isn't in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC005", Severity.ERROR)
def number_like_text(snapshot: Snapshot) -> Iterator[Problem]:
    """A text looks like a number, a time or a yes/no, and isn't in quotation marks.

    ## Why

    YAML readers differ: one takes `7:30` for a time, another for 450; `0142` loses its zero, `1.10` becomes 1.1 and `no` becomes false. With quotation marks all of them read what you wrote.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: 0142
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
    area: "0142"
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Put the value in quotation marks: `"0142"`, `"07:30"`, `"no"`. `muster fix` does it where text belongs; where a number belongs, only you know which one is meant.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "number-like-text")
