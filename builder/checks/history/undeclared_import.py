"""Many records arrived at once, and nobody declared an import."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.imports import Bulk, find_bulks
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.wording import counted


@rule("HIS009", Severity.GAP)
def undeclared_import(snapshot: Snapshot) -> Iterator[Problem]:
    """Many records whose days lie far apart arrived at once.

    ## Why

    A binder that was filled the night before looks like this: months of records in one commit, or in one day. So does an honest binder that was scanned in at once, which is why such an import can be declared: by whom, from where and why. Its records are then counted apart, as “original date unverified”.

    Found are 20 or more records from after the adoption day, whose days spread over more than 30 days, and which arrived with one commit; of those that came later than 30 days after their day, also those that arrived on one day.

    ## Example: fails

    24 more records like insp-0003, two days apart, entered in git on 2026-06-26:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-05-01
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-01, method: electronic}]
    ```

    ## Example: passes

    5 more records like insp-0003, two days apart, entered in git on 2026-06-26:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-05-01
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-01, method: electronic}]
    ```

    ## What to do

    Leave the history as it is. If a binder was scanned in, declare it under `imports` in records/company.yaml, and keep the binder: an auditor will ask to see the paper.

    ## Source

    Good practice of internal audit: event date against entry date. The numbers are Muster's own defaults.
    """
    history = snapshot.history
    for bulk in find_bulks(snapshot.program, history) if history else ():
        if snapshot.window.covers(bulk.arrived) or any(snapshot.window.covers(each.day) for each in bulk.records):
            yield _problem(bulk)


def _problem(bulk: Bulk) -> Problem:
    ids = tuple(each.id for each in bulk.records)
    more = f" and {len(ids) - 3} more" if len(ids) > 3 else ""
    commits = f"commit {bulk.commits[0][:10]}" if len(bulk.commits) == 1 else counted(len(bulk.commits), "commit")
    said = f" The message calls it an import ({bulk.said}), but no known key has signed it." if bulk.said else ""
    return Problem(
        Place(bulk.records[0].path),
        f"{counted(len(ids), 'record')} dated {bulk.first} to {bulk.last} arrived at once on {bulk.arrived} with {commits}: "
        f"{', '.join(ids[:3])}{more}. No import is declared.{said}",
        "If a binder was scanned in, declare it under `imports` in records/company.yaml, and keep the paper.",
        ids,
    )
