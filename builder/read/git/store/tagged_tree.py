"""What stood at a path in a commit: folder by folder down the tree, every folder hashed again, for many tags in a few git calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from builder.model.error import BuilderError
from builder.read.git.store.commit_object import ParsedCommit, parse_commit
from builder.read.git.store.objects import read_objects
from builder.read.git.store.tree_object import find_tree_flaw

if TYPE_CHECKING:
    from builder.read.git.view import View

_FOLDER = b"40000"
_FILES = (b"100644", b"100755", b"100664", b"100600")

Tree = Mapping[bytes, tuple[bytes, str]]
"""Mode and id by name."""


def read_commits(view: View, ids: Iterable[str]) -> dict[str, ParsedCommit]:
    """The commits by id.

    Raises:
        BuilderError: One is missing or damaged.
    """
    wanted = sorted(set(ids))
    raw = read_objects(view, wanted, "commit", lambda index: f"commit {wanted[index][:10]}")
    return {id: parse_commit(data) for id, data in zip(wanted, raw, strict=True)}


def find_blobs(
    view: View, wanted: Iterable[tuple[str, str]], commits: Mapping[str, ParsedCommit]
) -> dict[tuple[str, str], str]:
    """The ids of files in commits, by (commit, path); what isn't a file there is left out.

    Args:
        view: What objects are read through.
        wanted: (commit, path) pairs; bytes of a path that are not UTF-8 stand as surrogates.
        commits: From `read_commits`.

    Raises:
        BuilderError: A folder is missing or damaged.
    """
    pairs = sorted(set(wanted))
    trees: dict[str, Tree] = {}
    places = {pair: commits[pair[0]].tree for pair in pairs}
    found: dict[tuple[str, str], str] = {}
    for depth in range(max((len(_split(path)) for _, path in pairs), default=0)):
        _read_trees(view, places.values(), trees)
        below: dict[tuple[str, str], str] = {}
        for pair, tree in places.items():
            names = _split(pair[1])
            mode, id = trees[tree].get(names[depth], (b"", ""))
            if depth + 1 < len(names):
                if mode == _FOLDER:
                    below[pair] = id
            elif mode in _FILES:
                found[pair] = id
        places = below
    return found


def _split(path: str) -> list[bytes]:
    return path.encode("utf-8", "surrogateescape").split(b"/")


def _read_trees(view: View, ids: Iterable[str], trees: dict[str, Tree]) -> None:
    """Read the trees that aren't there yet."""
    new = sorted(set(ids) - trees.keys())
    for id, data in zip(
        new, read_objects(view, new, "tree", lambda index: f"the folder {new[index][:10]}"), strict=True
    ):
        trees[id] = parse_tree(data)


def parse_tree(data: bytes) -> Tree:
    """The entries of a tree object.

    Raises:
        BuilderError: It is a list that git would not make.
    """
    flaw = find_tree_flaw(data)
    if flaw:
        raise BuilderError(
            f"A folder in the repository is a list of files that git would not make: {flaw}.",
            "No ordinary command makes such a list. Run `git fsck` and find out which commit brought it, and who made it.",
        )
    entries = {}
    position = 0
    while position < len(data):
        end = data.index(b"\0", position)
        mode, _, name = data[position:end].partition(b" ")
        entries[name] = (mode.lstrip(b"0"), data[end + 1 : end + 21].hex())
        position = end + 21
    return entries
