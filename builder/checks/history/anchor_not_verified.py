"""An anchor's stamp doesn't hold, or is over something that isn't this program."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.stamp import StampVerdict


@rule("HIS034", Severity.ERROR)
def anchor_not_verified(snapshot: Snapshot) -> Iterator[Problem]:
    """The time stamp of an anchor record doesn't hold, or what it stamps is not part of this program.

    ## Why

    A stamp proves that the program existed by a day, whatever anybody's computer said. One that doesn't hold proves nothing, and looks as if it did. One over a commit that this history doesn't have says more: either it belongs to another repository, or the history was rewritten after it was stamped.

    ## Example: fails

    Its stamp is: `for-another-program`

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

    Look into the history of the record and of the files beside it, and restore them as `muster anchor attach` wrote them. If the commit is gone, find out who rewrote the branch and why, and bring it back from another clone. Don't make the record fit: a stamp is what the authority signed, or nothing.

    ## Source

    RFC 3161, 2.3 and 2.4.2 (read 2026-11-23): what a time stamp has to hold, and over what.
    """
    history = snapshot.history
    for stamp in history.stamps if history else ():
        if stamp.verdict in (StampVerdict.BAD, StampVerdict.WRONG_PROGRAM):
            stored = snapshot.program.record_by_id.get(stamp.record)
            yield Problem(
                stored.place() if stored else Place("records/anchor"),
                f"The stamp of {stamp.record} proves nothing. {stamp.detail}",
                "Find out in the history what happened to the record, its files or the branch, and restore them as they were.",
                (stamp.record,),
            )
