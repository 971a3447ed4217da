"""A file is a link to another place, and links are not followed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC017", Severity.ERROR)
def link_not_followed(snapshot: Snapshot) -> Iterator[Problem]:
    """A file is a link to another place, and links are not followed.

    ## Why

    A link can point outside the repository, where nobody can prove what stood there when. Only what the repository itself holds is evidence.

    ## Example: fails

    A link to a file elsewhere:

    ```text title="records/inspection/2026/insp-0003.yaml"
    ../../../../shared/insp-0003.yaml
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

    Put the file itself here, and delete the link.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "link-not-followed")
