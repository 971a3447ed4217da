"""Every folder of a whole history, hashed again: the list of changes is made from them, and git compares them unhashed.

Whoever may write under .git could otherwise give an old commit other files, and every id would stay as it was.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from typing import TYPE_CHECKING, BinaryIO

from builder.model.error import BuilderError

if TYPE_CHECKING:
    from builder.read.git.view import View

_PIECE = 1 << 20


def prove_trees(view: View, commit: str) -> None:
    """Hash every commit and every folder that leads to a commit. The contents of files are left out.

    Each is known only from one that is hashed too, so that none can be slipped in and none left out.

    Args:
        view: Of an opened repository.
        commit: A full id, from `Repository.resolve`.

    Raises:
        BuilderError: One is missing or damaged.
    """
    # A file instead of a list: a long history has a million folders.
    with tempfile.TemporaryFile() as wanted, tempfile.TemporaryFile() as asked:
        with view.stream("rev-list", "--objects", "--no-object-names", "--filter=blob:none", commit, "--") as out:
            shutil.copyfileobj(out, wanted, _PIECE)
        wanted.seek(0)
        shutil.copyfileobj(wanted, asked, _PIECE)
        wanted.seek(0)
        asked.seek(0)
        with view.stream("cat-file", "--batch", "--buffer", stdin=asked) as out:
            for line in wanted:
                _prove(out, line.strip())


def _prove(out: BinaryIO, id: bytes) -> None:
    """Read one object and hold it against its id, which covers its kind as well."""
    header = out.readline().split()
    if len(header) != 3:
        raise BuilderError(
            f"A folder of an earlier commit (object {id.decode('ascii', 'replace')}) is not in this copy of the repository.",
            "This happens in a clone made with --filter or one that is damaged; clone the whole repository again.",
        )
    size = int(header[2])
    digest = hashlib.sha1(b"%s %d\0" % (header[1], size), usedforsecurity=False)
    while size > 0 and (piece := out.read(min(size, _PIECE))):
        digest.update(piece)
        size -= len(piece)
    out.read(1)
    if digest.hexdigest().encode() != id:
        what = "a folder of an earlier commit" if header[1] == b"tree" else "an earlier commit"
        raise BuilderError(
            f"The repository is damaged: {what} (object {id.decode('ascii', 'replace')}) is not what its id stands for.",
            "Run `git fsck --full`, and restore the repository from another clone or a backup.",
        )
