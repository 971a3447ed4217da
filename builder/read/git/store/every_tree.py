"""Every folder of a whole history, hashed again: the list of changes is made from them, and git compares them unhashed.

Whoever may write under .git could otherwise give an old commit other files, and every id would stay as it was.
"""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING, BinaryIO

from builder.read.git.store.batch import PIECE, damaged_object, hash_next, missing_object, read_header

if TYPE_CHECKING:
    from builder.read.git.view import View


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
            shutil.copyfileobj(out, wanted, PIECE)
        wanted.seek(0)
        shutil.copyfileobj(wanted, asked, PIECE)
        wanted.seek(0)
        asked.seek(0)
        with view.stream("cat-file", "--batch", "--buffer", stdin=asked) as out:
            for line in wanted:
                _prove(out, line.strip().decode("ascii"))


def _prove(out: BinaryIO, id: str) -> None:
    """Read one object and hold it against its id, which covers its kind as well."""
    header = read_header(out)
    if header is None:
        raise missing_object(id, "a folder of an earlier commit")
    if hash_next(out, *header) != id:
        raise damaged_object(id, "a folder of an earlier commit" if header[0] == b"tree" else "an earlier commit")
