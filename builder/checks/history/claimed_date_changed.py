"""A record was given another day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.alterations import find_redatings
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS011", Severity.GAP)
def claimed_date_changed(snapshot: Snapshot) -> Iterator[Problem]:
    """The day that a record is about was changed, more than 7 days after it was filed.

    ## Why

    The day decides whether something was done in time. Moving it is the easiest way to fill a hole afterwards. Both days and the day of the change stay in the history, so an auditor will see them; better that you say why first.

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
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    Entered in git on 2026-06-28:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-08
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
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    Entered in git on 2026-06-14:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-08
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

    Compare it with the paper. If the new day is right, say in `notes` what the mistake was; the change stays listed. If it is not, put the old day back.

    ## Source

    Good practice of internal audit: event date against entry date. The 7 days are Muster's own default.
    """
    stored = snapshot.program.record_by_id
    for each in find_redatings(snapshot):
        if not each.is_slip:
            place = stored[each.id].place("date") if each.id in stored else Place(each.path)
            yield Problem(
                place,
                f"{each.id}, filed on {each.entered}, was dated {each.old} until {each.change.arrived}. Since then it is dated {each.new}.",
                "Compare it with the paper, and say in `notes` why the day was changed.",
                (each.id,),
            )
