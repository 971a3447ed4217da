"""A file is not called after the id in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.measure.mending.misfiled import misfiled
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC012", Severity.ERROR)
def id_not_file_name(snapshot: Snapshot) -> Iterator[Problem]:
    """A file is not called after the id in it.

    ## Why

    File name and id are the same, so that whoever reads an id in the pack finds the file at once, and so that two people can't give one id away twice.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0004
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

    Rename the file, or correct the id. Ids of a type begin with its own letters. `muster fix` renames the file where nothing else has the name or the id.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    moves = misfiled(snapshot.program)
    for problem in faults_named(snapshot, "id-not-file-name"):
        yield replace(problem, mendable=problem.place.path in moves)
