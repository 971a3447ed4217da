"""A record reached the repository long after its day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.filing import FilingClass, measure_filing
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS003", Severity.NOTE)
def filed_late(snapshot: Snapshot) -> Iterator[Problem]:
    """A record was entered in git later than is usual for its type.

    ## Why

    Done and filed are two facts. Paper takes its time, and each type has a tolerance. What comes in much later is shown with its days, neither hidden nor held against anyone: git can't say when a form was filled in.

    ## Example: fails

    Entered in git on 2026-08-20, and checked as of 2026-08-31:

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

    By then June's and July's inspections are due: this also gives COV003.

    ## Example: passes

    Entered in git on 2026-06-15:

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

    Nothing has to be put right. If a whole binder was scanned in at once, declare it under `imports` in records/company.yaml.

    ## Source

    Auditors look for records that were made up at the end; days from event to entry are the honest answer.
    """
    for filing in measure_filing(snapshot):
        if filing.kind is FilingClass.LATER:
            yield Problem(
                filing.stored.place("date"),
                f"{filing.stored.value.id} is dated {filing.done} and was filed on {filing.filed}, {filing.days} days after "
                f"(usual for its type: {filing.tolerance}).",
                "Nothing has to be put right; a bulk import can be declared in records/company.yaml.",
                (filing.stored.value.id,),
            )
