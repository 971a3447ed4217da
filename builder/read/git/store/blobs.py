"""Contents by id, each hashed again; one that is too large to be read is hashed in pieces and left out."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from builder.model.error import BuilderError
from builder.read.git.store.objects import hash_object

if TYPE_CHECKING:
    from builder.read.git.view import View

_PIECE = 1 << 20


def read_blobs(view: View, ids: Sequence[str], limit: int, name: Callable[[int], str]) -> Iterator[bytes | None]:
    """The contents in the order asked for; None for one that is larger than the limit.

    Args:
        view: What they are read through.
        ids: 40 hex digits each; may repeat.
        limit: Bytes.
        name: What the content at an index of `ids` is for people: a path.

    Raises:
        BuilderError: An object is missing, is no content of a file, or doesn't have the content its id stands for.
    """
    if not ids:
        return
    with tempfile.TemporaryFile() as wanted:
        wanted.write("\n".join(ids).encode() + b"\n")
        wanted.seek(0)
        with view.stream("cat-file", "--batch", "--buffer", stdin=wanted) as out:
            for index, id in enumerate(ids):
                header = out.readline().split()
                if len(header) != 3 or header[1] != b"blob":
                    raise _missing(id, name(index))
                size = int(header[2])
                data = out.read(size) if size <= limit else None
                digest = _hash_pieces(out, size) if data is None else hash_object("blob", data)
                out.read(1)
                if digest != id:
                    raise _damaged(id, name(index))
                yield data


def _hash_pieces(out: BinaryIO, size: int) -> str:
    digest = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    while size > 0:
        piece = out.read(min(size, _PIECE))
        if not piece:
            break
        digest.update(piece)
        size -= len(piece)
    return digest.hexdigest()


def _missing(id: str, name: str) -> BuilderError:
    return BuilderError(
        f"The content of {name} (object {id}) is not in this copy of the repository.",
        "This happens in a clone made with --filter or one that is damaged; clone the whole repository again.",
    )


def _damaged(id: str, name: str) -> BuilderError:
    return BuilderError(
        f"The repository is damaged: {name} (object {id}) is not what its id stands for.",
        "Run `git fsck --full`, and restore the repository from another clone or a backup.",
    )
