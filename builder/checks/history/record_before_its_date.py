"""A record was in the repository before the day it is about."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.filing import FilingClass, measure_filing
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS005", Severity.GAP)
def record_before_its_date(snapshot: Snapshot) -> Iterator[Problem]:
    """A record was entered in git before its own date.

    ## Why

    An inspection that is filed before it happened was made up in advance. A slip in the date is the harmless reason, and quickly corrected.

    ## Example: fails

    Entered in git on 2026-06-03:

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

    ## Example: passes

    Entered in git on 2026-06-10:

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

    Correct the date if it is a slip. Otherwise the record stays as it is; say what happened in `notes`.

    ## Source

    Good practice of internal audit: event date against entry date.
    """
    for filing in measure_filing(snapshot):
        if filing.kind is FilingClass.BEFORE:
            yield Problem(
                filing.stored.place("date"),
                f"{filing.stored.value.id} is dated {filing.done}, but was in the repository on {filing.filed} already.",
                "Correct the date if it is a slip.",
                (filing.stored.value.id,),
            )
