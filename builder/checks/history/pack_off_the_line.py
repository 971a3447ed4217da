"""The commit of an earlier pack is in the history, but no longer on the line along which things enter."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS031", Severity.GAP)
def pack_off_the_line(snapshot: Snapshot) -> Iterator[Problem]:
    """The commit of an earlier pack is in the history, but no longer on the line along which things enter.

    ## Why

    A record entered with the commit that brought it to the branch. Those commits form one line: from each to the first of those it follows. If somebody brings the branch into their own copy and then publishes that copy as the branch, the line runs through their copy, and what the branch held before seems to have entered on the day of that merge. Days in this pack and in the earlier one then differ, though no text was changed.

    ## Example: fails

    Held against a pack of 2026-05-31 whose commit is in the history, but off its line.

    ## Example: passes

    Held against a pack of 2026-05-31 whose commit is in the history.

    ## What to do

    Don't rewrite the history. Bring topic branches in by merging them into the branch, on the forge or with `git merge --no-ff` on the branch itself, and fetch with `git pull --rebase` or `--ff-only`. Say beside the pack which merge crossed the line.

    ## Source

    gitrevisions(7), first parent; git-pull(1).
    """
    previous = snapshot.previous
    if previous is not None and previous.is_continued and not previous.descent.is_on_line:
        yield Problem(
            Place("records/company.yaml"),
            f"The commit {previous.commit[:10]} of the pack {previous.pack_id} is part of the history, but two lines of work were joined "
            "the wrong way round since: days of entry may differ from those in that pack.",
            "Leave the history as it is, and say beside the pack which merge it was; merge into the branch, not the branch into a copy.",
        )
