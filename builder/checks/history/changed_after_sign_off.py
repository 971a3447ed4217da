"""A record was changed after it had been signed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.alterations import AlterationState, find_alterations
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS010", Severity.GAP)
def changed_after_sign_off(snapshot: Snapshot) -> Iterator[Problem]:
    """What a record says was changed after people had signed it, and nobody signed it again.

    ## Why

    A signature stands for what the record said on that day. Going on with a record is normal: an action is closed, a link or a scan is added. Here something that stood there before reads differently now, a name was added to the people, or a signature was taken away.

    A slip is put right while the paper is still on the desk, so a change within 7 days of the record's arrival is no finding. Nor is one that somebody signed afterwards.

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
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 24
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

    Entered in git on 2026-06-15:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 24
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    If the change is right, have those who signed sign again, with the day on which they do. If it is not, put back what stood there. Say in `notes` why it was changed.

    ## Source

    As on paper: a correction on a signed form is initialled and dated. Good practice of internal audit; the 7 days are Muster's own default.
    """
    stored = snapshot.program.record_by_id
    for each in find_alterations(snapshot):
        if each.state is AlterationState.OPEN:
            place = stored[each.id].place(each.fields[0]) if each.id in stored else Place(each.path)
            yield Problem(
                place,
                f"{each.id} was signed on {each.signed_on}. On {each.change.arrived} this was changed or taken away: "
                f"{', '.join(each.fields)}. Nobody has signed it since.",
                "Have it signed again if the change is right; otherwise put back what stood there.",
                (each.id,),
            )
