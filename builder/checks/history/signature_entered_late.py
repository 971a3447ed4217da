"""A signature was added to a record long after the day it claims."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.late_signatures import find_late_signatures
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS029", Severity.NOTE)
def signature_entered_late(snapshot: Snapshot) -> Iterator[Problem]:
    """A record was in the repository unsigned, and much later a signature came that claims an earlier day.

    ## Why

    The record's own entry says that it was filed in time. What makes it worth something, the signature, came later, and the day beside it is typed by whoever entered it. On paper it may well have been there all along; then the scan shows it. So this is neutral: it is said, and nobody has to put anything right.

    ## Example: fails

    Entered in git on 2026-06-12:

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
    ```

    Entered in git on 2026-08-03, and checked as of 2026-08-10:

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

    By then July's inspection is due: this also gives COV003.

    ## Example: passes

    Entered in git on 2026-06-12:

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
    ```

    Entered in git on 2026-06-19:

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
    signatures: [{person: P-002, date: 2026-06-18, method: electronic}]
    ```

    ## What to do

    Nothing has to be put right. If the signed page exists, attach its scan. A signature that is given today gets today's date.

    ## Source

    Good practice of internal audit: the days from a signature to its entry are held against the usual days of the record's type, as for the record itself.
    """
    for each in find_late_signatures(snapshot):
        stored = snapshot.program.record_by_id[each.id]
        yield Problem(
            stored.place("signatures"),
            f"{each.id} was filed on {each.entered}. A signature of {each.signed_on} was entered on {each.change.arrived}, "
            f"{each.days} days after its day.",
            "Nothing has to be put right; if the signed page exists, attach its scan.",
            (each.id,),
        )
