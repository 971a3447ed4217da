"""Where a commit stands beside the company's branch: on its line, or on another one, whose entry days are not the company's."""

from __future__ import annotations

import re

from builder.model.history import Standing
from builder.read.git.view import Repository

_BRANCH_OF = re.compile(r"refs/(?:heads|remotes/[^/]+)/(.+)")


def find_standing(repository: Repository, commit: str, branch: str) -> Standing:
    """Whether the commit is on the first-parent line of a branch, here or as a remote repository had it last.

    The name comes from the program's files; it is only compared with the names that git lists, and never given to git.

    Args:
        repository: Opened.
        commit: A full id, from `Repository.resolve`.
        branch: As records/company.yaml names it.
    """
    refs = repository.list_refs()
    tips = {id for name, id in refs if (found := _BRANCH_OF.fullmatch(name)) and found[1] == branch}
    named = tuple(sorted(name for name, id in refs if id == commit))
    is_on_it = any(_is_on_line(repository, commit, tip) for tip in sorted(tips))
    return Standing(branch, bool(tips), is_on_it, named)


def _is_on_line(repository: Repository, commit: str, tip: str) -> bool:
    """Whether walking back from the tip along first parents meets the commit; only what is newer than it is walked."""
    if commit == tip:
        return True
    newer = repository.view.require("rev-list", "--first-parent", "--parents", tip, f"^{commit}", "--").split(b"\n")
    oldest = [line.split() for line in newer if line][-1:]
    return bool(oldest) and len(oldest[0]) > 1 and oldest[0][1].decode("ascii") == commit
