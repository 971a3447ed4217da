"""The sha256 of every file of a commit: git's own ids are SHA-1, so a stamp over them alone would rest on SHA-1."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from builder.model.error import BuilderError
from builder.read.git.view import View

_PIECE = 1 << 20
"""Bytes held at a time; a file of any size is hashed, none is held whole."""


def hash_blobs(view: View, blobs: Sequence[str]) -> Iterator[str]:
    """The sha256 (64 hex digits) of the content behind each id, in the order asked for.

    Each content is also hashed as git does, and has to give its id.

    Args:
        view: Of an opened repository.
        blobs: 40 hex digits each.

    Raises:
        BuilderError: A content is missing, or isn't what its id stands for.
    """
    if not blobs:
        return
    # A file instead of a pipe: nobody has to feed it while the output is read, so nothing can lock up.
    with tempfile.TemporaryFile() as wanted:
        wanted.write("\n".join(blobs).encode() + b"\n")
        wanted.seek(0)
        with view.stream("cat-file", "--batch", "--buffer", stdin=wanted) as out:
            for id in blobs:
                yield _hash_blob(out, id)


def _hash_blob(out: BinaryIO, id: str) -> str:
    header = out.readline().split()
    if len(header) != 3 or header[1] != b"blob":
        raise _not_whole(id)
    left = int(header[2])
    by_git, by_us = hashlib.sha1(b"blob %d\0" % left, usedforsecurity=False), hashlib.sha256()
    while left:
        piece = out.read(min(left, _PIECE))
        if not piece:
            raise _not_whole(id)
        by_git.update(piece)
        by_us.update(piece)
        left -= len(piece)
    out.read(1)
    if by_git.hexdigest() != id:
        raise _not_whole(id)
    return by_us.hexdigest()


def _not_whole(id: str) -> BuilderError:
    return BuilderError(
        f"A file of the stamped commit (object {id}) is missing from the repository, or damaged.",
        "Run `git fsck --full`, and restore the repository from another clone or a backup.",
    )
