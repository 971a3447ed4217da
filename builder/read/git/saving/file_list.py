"""The files of a commit with what git calls their mode, and the folders made from such a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.read.git.store.objects import hash_object
from builder.read.git.view import View

FILE = "100644"
_FOLDER = "40000"


@dataclass(frozen=True)
class Listed:
    """A file, link or submodule of a commit.

    Attributes:
        mode: `100644`, `100755` (may be run), `120000` (a link), `160000` (another repository).
        id: Of the content, 40 hex digits.
    """

    mode: str
    id: str


def list_files(view: View, commit: str) -> dict[str, Listed]:
    """Everything in a commit by path; bytes that are not UTF-8 stand as surrogates. Empty for no commit."""
    if not commit:
        return {}
    found = {}
    for row in view.require("ls-tree", "-r", "-z", "--full-tree", commit, "--").split(b"\0"):
        if row:
            meta, _, path = row.partition(b"\t")
            mode, _, id = meta.decode("ascii").split()
            found[path.decode("utf-8", "surrogateescape")] = Listed(mode, id)
    return found


def make_folders(files: Mapping[str, Listed]) -> tuple[str, dict[str, bytes]]:
    """The id of the top folder, and the content of every folder by id.

    Args:
        files: By path.
    """
    top: dict[str, object] = {}
    for path, listed in files.items():
        *folders, name = path.split("/")
        at = top
        for folder in folders:
            inner = at.setdefault(folder, {})
            assert isinstance(inner, dict), "a file and a folder have the same name"
            at = inner
        at[name] = listed
    made: dict[str, bytes] = {}
    return _make(top, made), made


def _make(folder: Mapping[str, object], made: dict[str, bytes]) -> str:
    rows = []
    for name, inside in folder.items():
        raw = name.encode("utf-8", "surrogateescape")
        if isinstance(inside, Listed):
            rows.append((raw, inside.mode, inside.id))
        else:
            assert isinstance(inside, dict)
            # Git sorts folders as if their name ended in a slash.
            rows.append((raw + b"/", _FOLDER, _make(inside, made)))
    data = b"".join(
        b"%s %s\0%s" % (mode.encode(), raw.removesuffix(b"/"), bytes.fromhex(id)) for raw, mode, id in sorted(rows)
    )
    id = hash_object("tree", data)
    made[id] = data
    return id
