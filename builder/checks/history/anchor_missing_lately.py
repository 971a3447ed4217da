"""The company has its program stamped, and has not done so for more than a month."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.past.proof_of_age import RHYTHM
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS035", Severity.NOTE)
def anchor_missing_lately(snapshot: Snapshot) -> Iterator[Problem]:
    """There are anchors, and the last one is more than 35 days old.

    ## Why

    A stamp each month means that nothing can be dated back by more than a month. Where they stop, what is filed afterwards rests on the clocks of the company's own computers again. A company that has never had its program stamped is not asked for it.

    ## Example: fails

    Checked as of 2026-06-30. Its stamp is: `intact`

    ```yaml title="records/anchor/2026/anc-0001.yaml"
    id: anc-0001
    date: 2026-05-04
    recorded_by: P-002
    commit: 4f2c8a1be07d3965c1f0a8e2d4b6937f5a0c1d2e
    statement: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
    authority: Clock House
    stamped_at: "2026-05-04T16:20:05Z"
    ```

    ## Example: passes

    Checked as of 2026-06-30. Its stamp is: `intact`

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

    Run `muster anchor request --out DIR`, send the request to the authority, and take its answer back with `muster anchor attach`. A stamp that comes late is still worth having.

    ## Source

    Our own default: one a month, and five days for fetching it.
    """
    history = snapshot.history
    days = [stamp.day for stamp in history.stamps if stamp.holds and stamp.day] if history else []
    if days and (since := (snapshot.as_of - max(days)).days) > RHYTHM:
        yield Problem(
            Place("records/anchor"),
            f"The last stamp that holds is of {max(days)}, {since} days before {snapshot.as_of}; what was filed since rests on the "
            "company's own clocks.",
            "Ask for a new stamp with `muster anchor request`.",
        )
