"""What an authority is asked to stamp: a few lines that say what a commit held, and nothing that anyone could choose.

The statement is a pure function of the commit, so whoever has the repository can make it again and compare.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import MutableMapping
from dataclasses import dataclass

from builder.read.git.store.tree import CommitSource
from builder.read.git.view import View
from builder.read.stamp.listing import hash_blobs

LONGEST = 4096
"""Bytes of a statement that is still read; real ones have about 800."""

_FACTS = """\
muster anchor 1
commit {commit}
tree {tree}
commits {commits}
files {files}
listing-sha256 {listing}
"""

_WORDS = """
A time-stamping authority (RFC 3161) was asked to stamp the sha256 of this text. The text says what a git repository held.
commit, tree: git's ids.
commits: how many lead to the commit, itself included.
files: how many it holds.
listing-sha256: the sha256 of what this prints in a checkout of the commit:
  git ls-files -z | LC_ALL=C sort -z | xargs -0 sha256sum -z
"""

_PATTERN = re.compile(
    r"muster anchor 1\ncommit (?P<commit>[0-9a-f]{40})\ntree (?P<tree>[0-9a-f]{40})\ncommits (?P<commits>[0-9]{1,12})\n"
    rf"files (?P<files>[0-9]{{1,12}})\nlisting-sha256 (?P<listing>[0-9a-f]{{64}})\n{re.escape(_WORDS)}"
)


@dataclass(frozen=True)
class Statement:
    """What a commit held.

    Attributes:
        commit, tree: Git's ids, 40 hex digits.
        commits: How many lead to the commit, itself included.
        files: How many files it holds; links count, what stands in other repositories (submodules) doesn't.
        listing: The sha256 over "sha256  path" of each of them, sorted by the bytes of their paths, each ended by a zero byte.
    """

    commit: str
    tree: str
    commits: int
    files: int
    listing: str

    @property
    def text(self) -> bytes:
        """The bytes whose sha256 is stamped: version 1 of the format, with its own explanation."""
        facts = _FACTS.format(
            commit=self.commit, tree=self.tree, commits=self.commits, files=self.files, listing=self.listing
        )
        return (facts + _WORDS).encode("ascii")

    def digest(self, algorithm: str = "sha256") -> bytes:
        """The digest of the text.

        Args:
            algorithm: sha256, sha384 or sha512.
        """
        return hashlib.new(algorithm, self.text).digest()


def make_statement(view: View, commit: str, known: MutableMapping[str, str]) -> Statement:
    """The statement of a commit.

    Args:
        view: Of an opened repository.
        commit: A full id that the repository has.
        known: sha256 by blob id of what was hashed already; what is hashed now is added, so that several commits that share most
            of their files cost little more than one.

    Raises:
        BuilderError: An object is missing or damaged.
    """
    source = CommitSource(view, commit)
    entries = [entry for entry in source.tree.values() if entry.kind != "submodule"]
    unknown = sorted({entry.id for entry in entries} - known.keys())
    known.update(zip(unknown, hash_blobs(view, unknown), strict=True))
    paths = {entry.path.encode("utf-8", "surrogateescape"): known[entry.id] for entry in entries}
    listing = hashlib.sha256()
    for path in sorted(paths):
        listing.update(paths[path].encode("ascii") + b"  " + path + b"\0")
    commits = int(view.require("rev-list", "--count", commit, "--"))
    return Statement(commit, source.tree_id, commits, len(entries), listing.hexdigest())


def parse_statement(data: bytes) -> Statement | None:
    """The statement that a text holds; None for any other text."""
    try:
        found = _PATTERN.fullmatch(data.decode("ascii")) if len(data) <= LONGEST else None
    except UnicodeDecodeError:
        return None
    if found is None:
        return None
    return Statement(found["commit"], found["tree"], int(found["commits"]), int(found["files"]), found["listing"])
