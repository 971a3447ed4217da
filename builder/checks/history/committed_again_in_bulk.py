"""A part of the branch was committed again in one go."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.history import OddityKind
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS016", Severity.GAP)
def committed_again_in_bulk(snapshot: Snapshot) -> Iterator[Problem]:
    """A part of the branch was committed again in one go, so that its days of entry say nothing.

    ## Why

    Rebasing and filtering make new commits out of old ones, with the time of that moment. What was entered over weeks then seems to have been entered within minutes; when it really was, only a copy of the old branch can show. Found are 10 or more commits in a row, each within a minute of the one before, whose author times spread over more than 7 days.

    ## Example: fails

    A commit is odd: `committed-again-in-bulk`

    ## Example: passes

    A commit is odd: `many-in-one-second` (that is HIS012, a note)

    ## What to do

    Find out who did it, and why. Protect the branch, so that its server refuses to have it rewritten. If the old commits still exist somewhere, keep them: they show the days.

    ## Source

    git-rebase(1): the committer date is that of the rebase. The numbers are Muster's own defaults.
    """
    history = snapshot.history
    for each in history.oddities if history else ():
        if each.kind is OddityKind.REDATED:
            yield Problem(
                Place("records/company.yaml"),
                f"From the commit {each.commit[:10]} on, {each.commits} commits: {each.detail}",
                "Find out who did it, keep the old commits if they still exist, and protect the branch.",
            )
