"""An anchor record comes without the authority's answer."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.stamp import StampVerdict


@rule("HIS037", Severity.GAP)
def anchor_without_stamp(snapshot: Snapshot) -> Iterator[Problem]:
    """An anchor record has no stamp beside it, so it is only somebody's word.

    ## Why

    What proves the day is the authority's answer (.tsr), not the record around it. Without the answer, or without the commit that was stamped, nobody can check anything.

    ## Example: fails

    Its stamp is: `missing`

    ```yaml title="records/anchor/2026/anc-0001.yaml"
    id: anc-0001
    date: 2026-06-15
    recorded_by: P-002
    commit: 4f2c8a1be07d3965c1f0a8e2d4b6937f5a0c1d2e
    statement: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
    authority: Clock House
    stamped_at: "2026-06-15T16:20:05Z"
    ```

    ## Example: passes

    Its stamp is: `intact`

    ```yaml title="records/anchor/2026/anc-0001.yaml"
    id: anc-0001
    date: 2026-06-15
    recorded_by: P-002
    commit: 4f2c8a1be07d3965c1f0a8e2d4b6937f5a0c1d2e
    statement: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
    authority: Clock House
    stamped_at: "2026-06-15T16:20:05Z"
    ```

    ## What to do

    If you still have the answer, take the record away and run `muster anchor attach FILE.tsr`, which files both. Otherwise ask for a new stamp: it proves the age from now on.

    ## Source

    Muster's own format: an anchor is its record together with the statement (.txt) and the answer (.tsr).
    """
    history = snapshot.history
    for stamp in history.stamps if history else ():
        if stamp.verdict is StampVerdict.MISSING:
            stored = snapshot.program.record_by_id.get(stamp.record)
            yield Problem(
                stored.place() if stored else Place("records/anchor"),
                f"{stamp.record} proves nothing. {stamp.detail}",
                "If you still have the authority's answer, file it with `muster anchor attach`.",
                (stamp.record,),
            )
