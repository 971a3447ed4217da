"""A record stands in the folder of another year than its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.measure.mending.misfiled import misfiled
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC014", Severity.ERROR)
def wrong_year_folder(snapshot: Snapshot) -> Iterator[Problem]:
    """A record stands in the folder of another year than its date.

    ## Why

    Records are filed by the year in which they happened. In the wrong folder one of the two is wrong: the folder or the date.

    ## Example: fails

    ```yaml title="records/inspection/2025/insp-0003.yaml"
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

    Move the file, or correct the date. `muster fix` moves it with its scan; look at the date first, because that is never touched.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    moves = misfiled(snapshot.program)
    for problem in faults_named(snapshot, "wrong-year-folder"):
        yield replace(problem, mendable=problem.place.path in moves)
