"""Facts about a repository that help whoever can't work with it: also where it is too damaged or too short to be opened."""

from __future__ import annotations

import os
from pathlib import Path

from builder.model.error import BuilderError
from builder.model.set_up import RepositoryFacts
from builder.read.git.location import (
    NoCommitError,
    NoHistoryError,
    find_common_dir,
    find_git_dir,
    is_cut_short,
    read_branch_name,
)
from builder.read.git.user_settings import read_repository_settings
from builder.read.git.view import open_repository

_BEGUN = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_LOG": "a bisect",
}
"""What git leaves in a repository while something is under way (gitrepository-layout(5), and git's own wt-status.c)."""


def read_repository(root: Path) -> RepositoryFacts | None:
    """The facts; None where the folder is in no repository."""
    try:
        git_dir, _ = find_git_dir(root)
    except NoHistoryError:
        return None
    except BuilderError as error:
        return RepositoryFacts(error=error.message, cure=error.cure)
    common_dir = find_common_dir(git_dir)
    reason, way_out, newest = _open(root)
    lock = git_dir / "index.lock"
    return RepositoryFacts(
        settings=_settings(git_dir),
        branch=read_branch_name(git_dir) or "",
        is_shallow=is_cut_short(common_dir),
        error=reason,
        cure=way_out,
        has_commit=newest is not None,
        newest=newest,
        is_foreign=_is_foreign(git_dir),
        unfinished=next((words for name, words in _BEGUN.items() if os.path.lexists(git_dir / name)), ""),
        lock=str(lock) if lock.is_file() else "",
    )


def _open(root: Path) -> tuple[str, str, int | None]:
    """Why it can't be read and what helps, or when its newest commit was made."""
    try:
        with open_repository(root) as repository:
            out = repository.view.require("log", "-1", "--format=%ct", repository.resolve("HEAD"), "--")
            return "", "", int(out)
    except NoCommitError:
        return "", "", None
    except BuilderError as error:
        return error.message, error.cure, None


def _settings(git_dir: Path) -> tuple[tuple[str, str], ...]:
    try:
        return read_repository_settings(git_dir)
    except BuilderError:
        # Git isn't there.
        return ()


def _is_foreign(git_dir: Path) -> bool:
    """Whether git would refuse it for its owner; on Windows, where owners have no number, nobody knows."""
    getuid = getattr(os, "getuid", None)
    if getuid is None:
        return False
    owner = git_dir.stat().st_uid
    return owner != getuid() and not (getuid() == 0 and owner == int(os.environ.get("SUDO_UID", "0") or 0))
