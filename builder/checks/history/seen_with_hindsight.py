"""The program is judged as of a day before its commit was entered."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS007", Severity.NOTE)
def seen_with_hindsight(snapshot: Snapshot) -> Iterator[Problem]:
    """The commit was entered after the as-of day.

    ## Why

    What is shown as of March from a commit of June holds what was learned since: corrections, late records. That is useful, and must be said.

    ## Example: fails

    Checked as of 2026-06-30, from a commit that entered the branch on 2026-07-20.

    ## Example: passes

    Checked as of 2026-06-30, from a commit that entered the branch on 2026-06-30.

    ## What to do

    Nothing, if it is meant. `--commit @2026-06-30` takes the program as it stood that day.

    ## Source

    One commit and one day make a snapshot; the two are chosen apart.
    """
    history = snapshot.history
    if history is not None and history.entered_on > snapshot.as_of:
        yield Problem(
            Place("records/company.yaml"),
            f"The commit {history.commit[:10]} was entered on {history.entered_on}, after {snapshot.as_of}: seen with hindsight.",
            f"To see what was known then, use --commit @{snapshot.as_of}.",
        )
