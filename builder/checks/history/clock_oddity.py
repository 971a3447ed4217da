"""The clock behind a commit can't be right."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.history import OddityKind
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS012", Severity.NOTE)
def clock_oddity(snapshot: Snapshot) -> Iterator[Problem]:
    """The times of commits on the branch contradict each other, or a program made them.

    ## Why

    Every time in git is what somebody's computer claimed. Mostly it is a wrong clock, a script, or a branch that was joined the wrong way round. It is also what times look like that somebody wrote by hand. It proves nothing by itself; it tells where to ask.

    Found are: a time more than five minutes before that of the commit it follows; a commit said to be written more than five minutes after it was committed; a time before git existed or after 2099; five commits in a row within one second; a branch joined so that its own side became the main line.

    ## Example: fails

    A commit is odd: `runs-backwards`

    ## Example: passes

    No commit is odd.

    ## What to do

    Set the clock of the computer, and let the branch's own server merge. Don't rewrite the history; note what you found.

    ## Source

    git-commit(1), GIT_COMMITTER_DATE; clocks may differ by five minutes: RFC 4120, section 8.2.
    """
    history = snapshot.history
    for each in history.oddities if history else ():
        if each.kind is not OddityKind.REDATED:
            yield Problem(
                Place("records/company.yaml"),
                f"The commit {each.commit[:10]}: {each.detail}",
                "Set the clock of the computer that made it; leave the history as it is.",
            )
