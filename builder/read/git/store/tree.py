"""The files of a commit as a source: listed from its tree, read as git stores them, every object hashed again.

Never `git archive` (it drops and rewrites files as attributes say) and never a checkout (it runs filters). Links and submodules
are listed and not followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from builder.model.error import BuilderError
from builder.read.git.store.commit_object import parse_commit
from builder.read.git.store.lfs_store import read_stored
from builder.read.git.store.nul_framed import split_at_nul
from builder.read.git.store.objects import read_objects
from builder.read.git.store.tree_object import find_tree_flaw
from builder.read.git.view import View
from builder.read.lfs_pointer import read_pointer as read_pointer
from builder.read.source import SourceEntry, is_of_program, is_text

ENTRY_LIMIT = 1_000_000
"""Files and folders in a commit. Ten times a large company's records of ten years."""

READ_LIMIT = 30_000_000
"""Bytes of a file that is still read, an attachment of office quality; the listing says the size before anything is read."""


@dataclass(frozen=True)
class TreeEntry:
    """A file, link or submodule in the tree of a commit.

    Attributes:
        path: With `/`; bytes that are not UTF-8 stand as surrogates.
        kind: What it is.
        id: Of the blob, or of the commit for a submodule; 40 hex digits.
        size: In bytes; 0 for a submodule.
    """

    path: str
    kind: Literal["file", "link", "submodule"]
    id: str
    size: int


class CommitSource:
    """The files of one commit.

    Args:
        view: Of an opened repository.
        commit: A full id, from `Repository.resolve`.

    Raises:
        BuilderError: When read, if an object is missing or damaged.
    """

    def __init__(self, view: View, commit: str) -> None:
        self._view = view
        self.commit = commit

    @property
    def description(self) -> str:
        """What it is, for people."""
        return f"commit {self.commit[:10]}"

    @cached_property
    def tree_id(self) -> str:
        """Id of the commit's tree, 40 hex digits."""
        [raw] = read_objects(self._view, [self.commit], "commit", lambda _: self.description)
        return parse_commit(raw).tree

    @property
    def tree(self) -> Mapping[str, TreeEntry]:
        """Everything in the commit, also outside the program's folders, sorted by path; read once for each opened repository.

        Every folder on the way is hashed again, so that a listing can't be slipped under a commit's id.

        Raises:
            BuilderError: A folder is missing, damaged, or a list that git would not make; or there are more than `ENTRY_LIMIT`.
        """
        if self.commit not in self._view.trees:
            self._view.trees[self.commit] = self._read_tree()
        return self._view.trees[self.commit]

    def _read_tree(self) -> Mapping[str, TreeEntry]:
        rows = list(self._list())
        folders = [(id, path) for mode, id, _, path in rows if mode == "040000"]
        ids = [self.tree_id, *(id for id, _ in folders)]
        for at, data in enumerate(read_objects(self._view, ids, "tree", lambda index: _folder(folders, index))):
            flaw = find_tree_flaw(data)
            if flaw:
                raise _forged(_folder(folders, at), flaw)
        found = (_make_entry(*row) for row in rows if row[0] != "040000")
        return {entry.path: entry for entry in sorted(found, key=lambda entry: entry.path)}

    def _list(self) -> Iterator[tuple[str, str, str, str]]:
        """The rows of the listing; a few small folders that name each other again and again can stand for billions."""
        with self._view.stream("ls-tree", "-r", "-t", "-z", "-l", "--full-tree", self.tree_id, "--") as out:
            for count, row in enumerate(split_at_nul(out)):
                if count == ENTRY_LIMIT:
                    raise BuilderError(
                        f"{self.description} holds more than {ENTRY_LIMIT:,} files and folders; so many are not read.",
                        "Keep what isn't part of the program in a repository of its own.",
                    )
                yield _parse_row(row)

    def entries(self) -> Mapping[str, SourceEntry]:
        """Everything in the program's folders, sorted by path."""
        return {
            path: SourceEntry(path, entry.size, entry.kind, blob=entry.id)
            for path, entry in self.tree.items()
            if is_of_program(path)
        }

    def top_names(self) -> Iterable[str]:
        """The names of all files and folders at the top."""
        return sorted({path.split("/", 1)[0] for path in self.tree})

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of the given files, in the order asked for; of an attachment kept with Git LFS those that it stands for, if they are here.

        Raises:
            BuilderError: A path isn't a file of the commit, or is larger than `READ_LIMIT`.
        """
        wanted = [self._file(path) for path in paths]
        objects = read_objects(self._view, [entry.id for entry in wanted], "blob", lambda index: wanted[index].path)
        for entry, data in zip(wanted, objects, strict=True):
            yield entry.path, self._behind_pointer(entry.path, data)

    def _behind_pointer(self, path: str, data: bytes) -> bytes:
        pointer = None if is_text(path) else read_pointer(data)
        if pointer is None or pointer[1] > READ_LIMIT:
            return data
        return read_stored(self._view.lfs, *pointer) or data

    def _file(self, path: str) -> TreeEntry:
        entry = self.tree.get(path)
        if entry is None or entry.kind != "file":
            raise BuilderError(f"{path} is not a file of {self.description}.", "Name a file that the commit has.")
        if entry.size > READ_LIMIT:
            raise BuilderError(
                f"{path} has {entry.size:,} bytes; files over {READ_LIMIT:,} bytes are not read.",
                "Scan it again at a lower resolution, or keep it outside the repository.",
            )
        return entry


def _parse_row(row: bytes) -> tuple[str, str, str, str]:
    """Mode, id, size as written and path of a line of `ls-tree -l`."""
    meta, _, path = row.partition(b"\t")
    mode, _, id, size = meta.decode("ascii").split()
    return mode, id, size, path.decode("utf-8", "surrogateescape")


def _make_entry(mode: str, id: str, size: str, path: str) -> TreeEntry:
    if mode == "160000":
        return TreeEntry(path, "submodule", id, 0)
    # A blob that isn't here has no size in the listing; reading it says so.
    return TreeEntry(path, "link" if mode == "120000" else "file", id, int(size) if size.isdigit() else 0)


def _forged(folder: str, flaw: str) -> BuilderError:
    return BuilderError(
        f"In {folder} the repository holds a list of files that git would not make: {flaw}.",
        "No ordinary command makes such a list. Run `git fsck` and find out which commit brought it, and who made it.",
    )


def _folder(folders: list[tuple[str, str]], index: int) -> str:
    return f"the folder {folders[index - 1][1]}" if index else "the top folder"
