"""A record was away for a while."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.removals import find_returns
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.wording import counted


@rule("HIS017", Severity.NOTE)
def record_came_back(snapshot: Snapshot) -> Iterator[Problem]:
    """A record was taken away and came back later.

    ## Why

    Its first entry still counts, because git knew it since then. Between the two days nobody who looked at the program saw it; that is worth a word.

    ## Example: fails

    Taken away on 2026-06-25, and filed again on 2026-06-29:

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

    ## What to do

    Nothing, if it was taken away by mistake. Say in `notes` what happened if it came back changed.

    ## Source

    Identity is the `id:`, across deleting and filing again.
    """
    stored = snapshot.program.record_by_id
    for each in find_returns(snapshot):
        how = "as it was" if each.is_same else "changed"
        yield Problem(
            stored[each.id].place() if each.id in stored else Place(each.path),
            f"{each.id} was away for {counted(each.days, 'day')}, from {each.gone_on} to {each.back_on}, and came back {how}.",
            "Nothing has to be done if it was taken away by mistake.",
            (each.id,),
        )
