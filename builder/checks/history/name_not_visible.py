"""A file's name has characters that nobody can see."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS038", Severity.ERROR)
def name_not_visible(snapshot: Snapshot) -> Iterator[Problem]:
    """A file's name has characters that nobody can see.

    ## Why

    A line break, a control character or a change of the direction of writing in a file's name makes a list show something else than what is there: two names look alike, or a name writes a line of its own into a report. Nobody types such a name by accident.

    ## Example: fails

    The name of this file has a change of the direction of writing before `gpj`, so that it reads `insp-0003-exe.jpg`:

    ```text title="records/inspection/2026/insp-0003-gpj.exe"
    A photograph of the signed form.
    ```

    This also gives EVD012.

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

    Find out in the history who named it so. Rename the file, using plain letters.

    ## Source

    Unicode Technical Report 36, "Unicode Security Considerations", section 2.5, bidirectional text (read 2026-11-22).
    """
    yield from faults_named(snapshot, "name-not-visible")
