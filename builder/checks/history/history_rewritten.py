"""The company's branch no longer holds commits that it held when this computer saw it last."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.history import Rewriting
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.wording import counted

_SHOWN = 5
"""Files that are named; the rest are counted."""


@rule("HIS028", Severity.GAP)
def history_rewritten(snapshot: Snapshot) -> Iterator[Problem]:
    """The history was rewritten: commits that the branch held are gone from it.

    ## Why

    A commit can't be changed, but a branch can be made to hold others in its place, with other contents and other days. Then the days of entry are no longer those that were seen before. This computer remembers with which commit the company's branch ended each time it looked.

    ## Example: fails

    The branch `main` lost 3 commits, among them the first arrival of records/inspection/2026/insp-0001.yaml.

    ## Example: passes

    The branch `main` still holds all that it held.

    ## What to do

    Find out who replaced the commits, when and why: `git reflog` on the computers concerned, the push log of your server. If they changed a last commit that nobody else had seen, all is well. Write down what you found, protect the branch against force pushes, and then run `muster history --forget`. An auditor can see the same by comparing two packs.

    ## Source

    git-push(1), --force; git-rebase(1). Other computers, and the packs handed out before, remember for themselves.
    """
    for rewriting in snapshot.history.rewritings if snapshot.history else ():
        yield Problem(Place("records/company.yaml"), _message(rewriting), _FIX)


_FIX = (
    "Find out who replaced them and why, write it down, and protect the branch against force pushes; then run "
    "`muster history --forget`."
)


def _message(rewriting: Rewriting) -> str:
    lost = (
        counted(rewriting.lost, "commit") if rewriting.lost is not None else "commits (nobody can count them any more)"
    )
    said = (
        f"The branch `{rewriting.branch}` has lost {lost} that it held when this computer saw it before: it ended with "
        f"{rewriting.old_tip[:10]} then, and with {rewriting.new_tip[:10]} when that was noticed."
    )
    if not rewriting.paths:
        return said
    shown, more = rewriting.paths[:_SHOWN], len(rewriting.paths) - _SHOWN
    return f"{said} First filed with them: {', '.join(shown)}{f', and {more} more' if more > 0 else ''}."
