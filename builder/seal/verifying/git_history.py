"""A git repository as `verify` asks for it, on top of the reading of `builder.read.git`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from builder.model.error import BuilderError
from builder.model.previous_pack import Descent
from builder.read.git.store.objects import read_objects
from builder.read.git.store.tree import CommitSource
from builder.read.git.tags import find_tags
from builder.read.git.view import Repository

_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,200}\Z")
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")


class GitHistory:
    """An opened repository, to hold a pack against.

    Args:
        repository: Open; whoever opened it closes it.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def branch_tip(self, branch: str) -> tuple[str, str]:
        """The branch that the pack names, here or as its origin has it; else what is checked out.

        The name comes from the pack, so only what can be the name of a branch is looked up.
        """
        if _BRANCH.match(branch) and ".." not in branch:
            for reference in (f"refs/heads/{branch}", f"refs/remotes/origin/{branch}"):
                try:
                    return branch, self._repository.resolve(reference)
                except BuilderError:
                    continue
        return self._repository.branch or "that is checked out", self._repository.resolve("HEAD")

    def has_commit(self, id: str) -> bool:
        """Whether the repository has this commit."""
        if not _COMMIT.match(id):
            return False
        try:
            return self._repository.resolve(id) == id
        except BuilderError:
            return False

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether one commit leads to the other, or is it."""
        # What leads to the older one but not to the newer: nothing, if it is an ancestor.
        return not self._repository.view.require("rev-list", "--max-count=1", older, f"^{newer}", "--")

    def descent(self, older: str, newer: str) -> Descent:
        """What the history of a newer commit says of an older one.

        Args:
            older: Any text: it comes from a file that somebody else made.
            newer: A full id that the repository has.
        """
        if not self.has_commit(older) or not self.is_ancestor(older, newer):
            return Descent(is_ancestor=False)
        view = self._repository.view
        line = view.require("rev-list", "--first-parent", newer, "--").split()
        since = view.require("rev-list", newer, f"^{older}", "--").split()
        return Descent(
            is_ancestor=True,
            is_on_line=older.encode("ascii") in line,
            commits=int(view.require("rev-list", "--count", older, "--")),
            since=frozenset(id.decode("ascii") for id in since),
        )

    def tree(self, commit: str) -> tuple[str, Mapping[str, str]]:
        """The id of a commit's tree, and the blob id of each of its files by path; links and submodules are left out."""
        source = CommitSource(self._repository.view, commit)
        return source.tree_id, {path: entry.id for path, entry in source.tree.items() if entry.kind == "file"}

    def tags(self, names: Collection[str]) -> Mapping[str, str]:
        """What the tags of these names stand for, by name; those that are not here are left out."""
        return find_tags(self._repository, names)

    def read(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """The bytes of blobs, in the order asked for, each hashed again."""
        return read_objects(self._repository.view, blobs, "blob", lambda index: f"the blob {blobs[index][:10]}")
