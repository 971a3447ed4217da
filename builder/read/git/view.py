"""Opening a repository, and a view of it that can be trusted: an empty repository of our own that borrows its objects.

Names (branches, tags, HEAD) are asked of the real repository with commands that run nothing; all content is read through the
view, which has none of the repository's settings, hooks, attributes, replacements or caches. See `command.py` for the environment.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from builder.model.day import parse_day
from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.history import Moment
from builder.model.place import Place
from builder.read.git.command import Command, Output
from builder.read.git.location import NoCommitError as NoCommitError
from builder.read.git.location import NoHistoryError as NoHistoryError
from builder.read.git.location import find_common_dir, find_git_dir, is_cut_short, read_branch_name
from builder.read.git.moment import day_of, open_zone
from builder.read.git.refusal import (
    refuse_cut_short,
    refuse_lost_lenders,
    refuse_other_kinds,
    refuse_partial,
    refuse_without_commit,
)

if TYPE_CHECKING:
    from builder.read.git.store.tree import TreeEntry

_ID = re.compile(r"[0-9a-f]{40}")
_ENTERED_BY = re.compile(r"@(\d{4}-\d{2}-\d{2})")


class View:
    """A bare repository in a temporary folder whose objects are those of another; a context manager.

    Args:
        objects: The `objects` folder to borrow from.

    Attributes:
        home: An empty folder for git to take for the user's home.
        lfs: Where Git LFS would have put its files.
        trees: What commits hold, by commit id, as far as they were listed; `tree.py` fills it.
    """

    def __init__(self, objects: Path) -> None:
        if "\n" in str(objects):
            raise BuilderError(
                "The repository stands in a folder whose name has a line break, which git can't borrow from.",
                "Rename the folder.",
            )
        self._folder = tempfile.TemporaryDirectory(prefix="muster-view-")
        root = Path(self._folder.name)
        home = root / "home"
        bare = root / "view.git"
        for folder in (home, bare / "objects" / "info", bare / "refs" / "heads"):
            folder.mkdir(parents=True)
        (home / "empty").touch()
        (bare / "HEAD").write_bytes(b"ref: refs/heads/none\n")
        (bare / "config").write_bytes(b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
        (bare / "objects" / "info" / "alternates").write_text(
            f"{objects.as_posix()}\n", encoding="utf-8", errors="surrogateescape", newline="\n"
        )
        self.home = home
        self.lfs = objects.parent / "lfs" / "objects"
        self.trees: dict[str, Mapping[str, TreeEntry]] = {}
        self._command = Command(bare, home)

    def require(self, *arguments: str, stdin: BinaryIO | None = None) -> bytes:
        """Standard output of a git command that has to succeed; see `Command.require`."""
        return self._command.require(*arguments, stdin=stdin)

    def stream(self, *arguments: str, stdin: BinaryIO | None = None) -> AbstractContextManager[BinaryIO]:
        """Standard output of a git command while it is written; see `Command.stream`."""
        return self._command.stream(*arguments, stdin=stdin)

    def close(self) -> None:
        """Remove the temporary folder; the view can't be used afterwards."""
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class Repository:
    """An opened repository; a context manager that closes its view.

    Attributes:
        git_dir: Its own folder; that of the linked work tree, where it is one.
        common_dir: Where objects, branches and tags are.
        work_tree: The folder with the checked-out files; None for a bare repository.
        view: What content is read through.
        notes: What is odd about it, as faults: objects that someone replaced.
    """

    git_dir: Path
    common_dir: Path
    work_tree: Path | None
    view: View
    notes: tuple[Fault, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.view.close()

    @property
    def is_shallow(self) -> bool:
        """Whether history is cut; `open_repository` refuses such a repository."""
        return is_cut_short(self.common_dir)

    @property
    def branch(self) -> str | None:
        """Name of the checked-out branch; None when HEAD stands on a commit, as it does in most CI systems."""
        output = self._ask("symbolic-ref", "--quiet", "--short", "HEAD")
        if output.status:
            # Git can't say it where the branch's own file is damaged.
            return read_branch_name(self.git_dir)
        return output.out.decode("utf-8", "replace").strip()

    def list_refs(self) -> list[tuple[str, str]]:
        """Every branch, also those of other repositories, with the id of the commit it ends with."""
        out = self._ask("for-each-ref", "--format=%(refname)%00%(objectname)", "refs/heads", "refs/remotes").out
        rows = (line.split("\0") for line in out.decode("utf-8", "surrogateescape").splitlines())
        return [(row[0], row[1]) for row in rows if len(row) == 2 and _ID.fullmatch(row[1])]

    def resolve(self, rev: str, *, time_zone: str = "America/Edmonton") -> str:
        """The id (40 hex digits) of the commit that a name stands for.

        Args:
            rev: HEAD, a branch, a tag, a full or abbreviated id, or anything else git takes as one revision; or `@2026-03-31`:
                the last commit on HEAD's first-parent line that had entered by the end of that day.
            time_zone: IANA name of the company's zone, in which that day ends.

        Raises:
            BuilderError: There is no such commit.
        """
        entered_by = _ENTERED_BY.fullmatch(rev)
        if entered_by:
            return self._entered_by(entered_by[1], time_zone)
        if not rev or rev.startswith("-") or not rev.isprintable():
            raise _unknown_revision(rev)
        output = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
        id = output.out.decode("ascii", "replace").strip()
        if output.status or not _ID.fullmatch(id):
            raise self._without_commit() if rev == "HEAD" else _unknown_revision(rev)
        return id

    def _entered_by(self, text: str, time_zone: str) -> str:
        try:
            last = parse_day(text)
        except ValueError as error:
            raise BuilderError(f"`@{text}` doesn't name a day: {error}") from None
        zone = open_zone(time_zone)
        first: date | None = None
        for id, epoch in self._first_parent_line():
            first = day_of(Moment(epoch, 0), zone)
            if first <= last:
                return id
        raise BuilderError(
            f"No commit had entered by {last}; the first one entered on {first}.",
            "Choose a later day, or name a commit.",
        )

    def _first_parent_line(self) -> Iterator[tuple[str, int]]:
        """Ids and committer times from HEAD back to the first commit."""
        out = self.view.require("rev-list", "--first-parent", "--timestamp", self.resolve("HEAD"), "--")
        for line in out.splitlines():
            epoch, id = line.split()
            yield id.decode("ascii"), int(epoch)

    def _ask(self, *arguments: str) -> Output:
        return Command(self.git_dir, self.view.home).run(*arguments)

    def _without_commit(self) -> BuilderError:
        return NoCommitError(
            f"The branch {self.branch or 'HEAD'} has no commit yet.",
            "Commit the files once, or name a branch that has commits with --commit.",
        )


def open_repository(path: Path) -> Repository:
    """The repository around a folder: a work tree or a folder inside it, a linked work tree, or a bare repository.

    Close it, or use it as a context manager; it holds a temporary folder.

    Raises:
        NoHistoryError: There is no repository, or no commit in it yet.
        BuilderError: Its history is cut short, or it is of a kind that can't be read.
    """
    git_dir, work_tree = find_git_dir(path)
    common_dir = find_common_dir(git_dir)
    refuse_cut_short(common_dir)
    refuse_lost_lenders(common_dir)
    view = View(common_dir / "objects")
    try:
        repository = Repository(git_dir, common_dir, work_tree, view)
        refuse_other_kinds(common_dir, repository._ask)
        head = refuse_without_commit(common_dir, repository._ask, repository.branch)
        refuse_partial(common_dir, view, head)
        notes = _find_replacements(repository)
    except BaseException:
        view.close()
        raise
    return Repository(git_dir, common_dir, work_tree, view, notes)


def _find_replacements(repository: Repository) -> tuple[Fault, ...]:
    """Ways in which the repository shows other content than its history holds. They are ignored, and said."""
    message = "The repository has {what}, with which git shows other content than the history holds; Muster reads the history itself."
    notes = []
    if repository._ask("for-each-ref", "--count=1", "refs/replace").out:
        notes.append(
            Fault(
                Place(".git/refs/replace"),
                "replaced-objects",
                message.format(what="replacement objects (refs/replace)"),
                "Find out who made them and why (`git replace --list`), then delete them with `git replace --delete`.",
            )
        )
    if (repository.common_dir / "info" / "grafts").is_file():
        notes.append(
            Fault(
                Place(".git/info/grafts"),
                "replaced-objects",
                message.format(what="a grafts file"),
                "Find out who made .git/info/grafts and why, then delete it.",
            )
        )
    return tuple(notes)


def _unknown_revision(rev: str) -> BuilderError:
    return BuilderError(
        f"The repository has no commit called {rev!r}.",
        "Give HEAD, a branch, a tag, a commit id (or enough of its first digits), or @YYYY-MM-DD.",
    )
