"""Which branches hold a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.read.git.command import Command

if TYPE_CHECKING:
    from builder.read.git.view import Repository


def list_branches_with(repository: Repository, commit: str) -> tuple[str, ...]:
    """Names of the branches that the commit leads to, sorted.

    Args:
        repository: Opened.
        commit: A full id, from `Repository.resolve`.
    """
    command = Command(repository.git_dir, repository.view.home)
    out = command.require("for-each-ref", "--format=%(refname:lstrip=2)", f"--contains={commit}", "refs/heads")
    return tuple(sorted(line.decode("utf-8", "replace") for line in out.splitlines()))
