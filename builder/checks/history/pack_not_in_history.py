"""What an earlier pack was made from is no longer part of the history."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.previous_pack import PreviousPack
from builder.model.snapshot import Snapshot


@rule("HIS030", Severity.ERROR)
def pack_not_in_history(snapshot: Snapshot) -> Iterator[Problem]:
    """What an earlier pack was made from is no longer part of the history.

    ## Why

    A pack names the commit that it was made from. A history that only grows leads past that commit for ever. If it doesn't any more, the history was written anew after the pack was handed out, or the pack comes from another repository, and days of entry say nothing until it is known why. Whoever holds the earlier pack will see it too.

    ## Example: fails

    Held against a pack of 2026-05-31 whose commit is no longer in the history.

    ## Example: passes

    Held against a pack of 2026-05-31 whose commit is in the history.

    ## What to do

    Find the history that the earlier pack was made from: another clone, a backup, the forge's log of pushes. Make it the branch again, and bring later work in behind it. If that can't be done, keep both, say in writing what happened and who did it, and hand that out with the pack. Ask the forge to refuse force-pushes to the branch.

    ## Source

    git-merge-base(1), `--is-ancestor`; a commit's id is a digest over all commits before it.
    """
    previous = snapshot.previous
    if previous is not None and not previous.is_continued:
        yield Problem(
            Place("records/company.yaml"),
            f"The pack {previous.pack_id} of {previous.as_of} was made from the commit {previous.commit[:10]}. {_say_why(previous)}",
            "Find the history that pack was made from (another clone, a backup) and bring later work in behind it; "
            "if that can't be done, say in writing what happened.",
        )


def _say_why(previous: PreviousPack) -> str:
    if not previous.descent.is_ancestor:
        return "This history doesn't hold it: it was written anew after that pack was handed out, or is that of another repository."
    if previous.untrue:
        return (
            f"It lists {previous.untrue} files otherwise than that commit holds them: the pack's account is not true."
        )
    return f"It says that {previous.commits} commits led to it, and {previous.descent.commits} do: the pack's account is not true."
