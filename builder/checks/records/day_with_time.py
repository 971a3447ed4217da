"""A day is written with a time of day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC021", Severity.ERROR)
def day_with_time(snapshot: Snapshot) -> Iterator[Problem]:
    """A day is written with a time of day, as editors on the web write it.

    ## Why

    `2026-06-11T04:00:00.000Z` looks like June 11. It is a moment in London time, and in Alberta it is ten in the evening of June 10. Which day the work was done can't be told from it, so Muster doesn't choose one.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-11T04:00:00.000Z
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

    Look at the paper, or ask the person, and write the day alone: `2026-06-10`.

    ## Source

    Muster's own format: a day is YYYY-MM-DD and nothing else, because records count by the day where the work was done.
    """
    yield from faults_named(snapshot, "day-with-time")
