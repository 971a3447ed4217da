"""Git objects by id, each one checked against its id: a repository can't hand over other bytes than it promised."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from builder.model.error import BuilderError

if TYPE_CHECKING:
    from builder.read.git.view import View


def hash_object(kind: str, data: bytes) -> str:
    """Git's id of an object, 40 hex digits (SHA-1)."""
    framed = b"%s %d\0%s" % (kind.encode(), len(data), data)
    return hashlib.sha1(framed, usedforsecurity=False).hexdigest()


def read_objects(view: View, ids: Sequence[str], kind: str, name: Callable[[int], str]) -> Iterator[bytes]:
    """The content of objects, in the order asked for; each is hashed again while it is read.

    Args:
        view: What they are read through.
        ids: 40 hex digits each; may repeat.
        kind: What all of them have to be: blob, tree or commit.
        name: What the object at an index of `ids` is for people: a path, "commit 1a2b3c4d5e".

    Raises:
        BuilderError: An object is missing, is something else, or doesn't have the content its id stands for.
    """
    if not ids:
        return
    # A file instead of a pipe: nobody has to feed it while the output is read, so nothing can lock up.
    with tempfile.TemporaryFile() as wanted:
        wanted.write("\n".join(ids).encode() + b"\n")
        wanted.seek(0)
        with view.stream("cat-file", "--batch", "--buffer", stdin=wanted) as out:
            for index, id in enumerate(ids):
                data = _read_object(out, kind)
                if data is None:
                    raise _missing(id, name(index))
                if hash_object(kind, data) != id:
                    raise _damaged(id, name(index))
                yield data


def _read_object(out: BinaryIO, kind: str) -> bytes | None:
    """The content that git gives under an id; None where it has none. What isn't of the kind comes out empty and so damaged."""
    header = out.readline().split()
    if header[1:] == [b"missing"]:
        return None
    if len(header) != 3 or header[1] != kind.encode():
        return b""
    return out.read(int(header[2]) + 1)[:-1]


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
