"""What was examined is not on the branch on which the company's records arrive."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.history import Standing
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS040", Severity.NOTE)
def not_on_the_branch(snapshot: Snapshot) -> Iterator[Problem]:
    """The commit that was examined is not on the company's branch.

    ## Why

    A record has entered the program when it arrived on the branch that records/company.yaml names. On another line (a branch of one's own, the trial merge of a pull request) the days are those of that line, and will be others once it is merged.

    ## Example: fails

    Checked on a commit that is not on the branch `main`.

    ## Example: passes

    Checked on a commit of the branch `main`.

    ## What to do

    Nothing while you work on a branch. For a pack, take a commit of the company's branch: `--commit main`.

    ## Source

    Git's first-parent line of the named branch is taken for the order in which things arrived (git-log(1), --first-parent).
    """
    history = snapshot.history
    standing = history.standing if history else None
    if history is None or standing is None or standing.is_on_it:
        return
    yield Problem(
        Place("records/company.yaml"),
        f"The commit {history.commit[:10]} was examined{_known_as(standing)}; {_why(standing)} "
        "The days on which files entered are those of its own line, not of the company's branch.",
        _fix(standing),
    )


def _known_as(standing: Standing) -> str:
    return f" ({', '.join(standing.refs[:3])})" if standing.refs else ""


def _why(standing: Standing) -> str:
    if standing.is_there:
        return f"it is not on the branch `{standing.branch}`."
    return f"this copy of the repository has no branch `{standing.branch}`, so nobody can say whether it is on it."


def _fix(standing: Standing) -> str:
    if standing.is_there:
        return f"Nothing while you work on a branch; for a pack, take a commit of `{standing.branch}`."
    return "Fetch that branch (`git fetch origin`), or name the right one as `branch` in records/company.yaml."
