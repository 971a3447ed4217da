"""Opening a repository to save in it, and the states in which that has to wait: each with the way out, in plain words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.model.error import BuilderError
from builder.read.git.command import Command
from builder.read.git.location import find_common_dir, find_git_dir
from builder.read.git.refusal import refuse_lost_lenders, refuse_other_kinds
from builder.read.git.view import NoHistoryError, Repository, View, open_repository

_BEGUN = {
    "MERGE_HEAD": "putting two versions together",
    "rebase-merge": "moving changes onto others",
    "rebase-apply": "moving changes onto others",
    "CHERRY_PICK_HEAD": "copying a change",
    "REVERT_HEAD": "taking a change back",
    "BISECT_LOG": "looking for a change",
}
"""What git's own programs leave in its folder while somebody is in the middle of something; gitrepository-layout(5)."""

_FINISH = "Finish it there, or give it up there. Your files are safe on disk; run `muster save` again afterwards."


@dataclass(frozen=True)
class Desk:
    """A repository opened for saving.

    Attributes:
        repository: Its view reads what is there already.
        root: The folder of the files, which is the top of the repository.
        branch: The one that is checked out.
        head: Id of its newest commit; empty before the first.
    """

    repository: Repository
    root: Path
    branch: str
    head: str

    def command(self) -> Command:
        """Git on the repository itself, blind to its settings and hooks; for names and the list of files only."""
        return Command(self.repository.git_dir, self.repository.view.home)


@contextmanager
def open_desk(root: Path) -> Iterator[Desk]:
    """The repository whose top is the folder, for a `with` statement.

    Raises:
        BuilderError: There is none, it is of a kind that can't be saved in, or somebody is in the middle of something else.
    """
    repository = _open(root)
    with repository:
        if repository.work_tree is None or repository.work_tree.resolve() != root.resolve():
            raise BuilderError(
                f"{root} is a folder inside another repository, whose history holds more than the program.",
                "Give the program a repository of its own: `muster init` in a new folder, and copy your files there.",
            )
        _refuse_begun(repository.git_dir)
        branch = repository.branch
        if branch is None:
            raise BuilderError(
                "What you see in this folder is an older state of the program, looked up in its history; saving here could lose it.",
                "Go back to the newest state in the program with which you looked it up (in git: `git switch main`), then save.",
            )
        head = _head(repository, branch)
        desk = Desk(repository, root.resolve(), branch, head)
        _refuse_list(desk)
        yield desk


def _open(root: Path) -> Repository:
    try:
        return open_repository(root)
    except NoHistoryError:
        git_dir, work_tree = find_git_dir(root)
    # There is no commit yet; the first save makes one.
    common_dir = find_common_dir(git_dir)
    refuse_lost_lenders(common_dir)
    view = View(common_dir / "objects")
    repository = Repository(git_dir, common_dir, work_tree, view)
    try:
        refuse_other_kinds(common_dir, repository._ask)
    except BaseException:
        view.close()
        raise
    return repository


def _head(repository: Repository, branch: str) -> str:
    name = f"refs/heads/{branch}"
    return next((id for ref, id in repository.list_refs() if ref == name), "")


def _refuse_begun(git_dir: Path) -> None:
    for name, what in _BEGUN.items():
        if os.path.lexists(git_dir / name):
            raise BuilderError(f"In another program somebody began {what} in this folder and hasn't finished.", _FINISH)
    if os.path.lexists(git_dir / "index.lock"):
        raise BuilderError(
            "Another program is working with the history of this folder right now.",
            f"Wait until it has finished, then save. If nothing is running, it was ended half-way: delete {git_dir / 'index.lock'}.",
        )


def _refuse_list(desk: Desk) -> None:
    """Refuse a folder that holds only a part of the files on purpose, and one with versions that wait for a decision."""
    command = desk.command()
    if command.run("ls-files", "--unmerged", "-z").out:
        raise BuilderError(
            "In another program somebody began putting two versions together and hasn't finished.", _FINISH
        )
    for row in command.run("ls-files", "-v", "-z").out.split(b"\0"):
        if row[:2] in (b"S ", b"s ") and not os.path.lexists(desk.root / os.fsdecode(row[2:])):
            raise BuilderError(
                "This folder holds only a part of the program's files (a sparse checkout); the others would seem to be taken away.",
                "Bring all files into the folder first: `git sparse-checkout disable`.",
            )
