"""A site is named that isn't in the register of sites."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import unknown_references
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK003", Severity.ERROR)
def unknown_site(snapshot: Snapshot) -> Iterator[Problem]:
    """A site is named that isn't in the register of sites.

    ## Why

    A record at an unknown site counts for no site: the inspection was done, and yet the month stays empty.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yrad
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

    Correct the id, or add the site.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    known = snapshot.program.sites
    yield from unknown_references(
        snapshot, "site", known, "a site", "Add the site to records/sites/, or correct the id."
    )
