"""Asking git for many objects at once, in one stream, and holding what it gives against the ids it was asked for."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from builder.model.error import BuilderError

if TYPE_CHECKING:
    from builder.read.git.view import View

PIECE = 1 << 20
"""Bytes held at a time of an object that isn't held whole."""


@contextmanager
def open_batch(view: View, ids: Sequence[str]) -> Iterator[BinaryIO]:
    """What `git cat-file --batch` gives for the ids, in their order: a line with id, kind and size, the content, a line feed."""
    # A file instead of a pipe: nobody has to feed it while the output is read, so nothing can lock up.
    with tempfile.TemporaryFile() as wanted:
        wanted.write("\n".join(ids).encode() + b"\n")
        wanted.seek(0)
        with view.stream("cat-file", "--batch", "--buffer", stdin=wanted) as out:
            yield out


def read_header(out: BinaryIO) -> tuple[bytes, int] | None:
    """Kind and size of the next object; None where git has none."""
    header = out.readline().split()
    return (header[1], int(header[2])) if len(header) == 3 else None


def hash_next(out: BinaryIO, kind: bytes, size: int, keep: Callable[[bytes], object] | None = None) -> str:
    """Git's id of the object whose content comes next, read in pieces.

    Args:
        out: Behind the header.
        kind: As the header says; the id covers it.
        size: Likewise, in bytes.
        keep: Is given each piece.
    """
    digest = hashlib.sha1(b"%s %d\0" % (kind, size), usedforsecurity=False)
    while size > 0 and (piece := out.read(min(size, PIECE))):
        digest.update(piece)
        if keep is not None:
            keep(piece)
        size -= len(piece)
    out.read(1)
    return digest.hexdigest()


def missing_object(id: str, name: str) -> BuilderError:
    """The refusal where git has no such object.

    Args:
        id: Of the object.
        name: What it is for people: a path, "commit 1a2b3c4d5e".
    """
    return BuilderError(
        f"The content of {name} (object {id}) is not in this copy of the repository.",
        "This happens in a clone made with --filter or one that is damaged; clone the whole repository again.",
    )


def damaged_object(id: str, name: str) -> BuilderError:
    """The refusal where an object is not what its id stands for; arguments as of `missing_object`."""
    return BuilderError(
        f"The repository is damaged: {name} (object {id}) is not what its id stands for.",
        "Run `git fsck --full`, and restore the repository from another clone or a backup.",
    )
