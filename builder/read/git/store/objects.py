"""Git objects by id, each one checked against its id: a repository can't hand over other bytes than it promised."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from builder.read.git.store.batch import damaged_object, missing_object, open_batch, read_header

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
    with open_batch(view, ids) as out:
        for index, id in enumerate(ids):
            data = _read_object(out, kind)
            if data is None:
                raise missing_object(id, name(index))
            if hash_object(kind, data) != id:
                raise damaged_object(id, name(index))
            yield data


def _read_object(out: BinaryIO, kind: str) -> bytes | None:
    """The content that git gives under an id; None where it has none. What isn't of the kind comes out empty and so damaged."""
    header = read_header(out)
    if header is None:
        return None
    found, size = header
    return out.read(size + 1)[:-1] if found == kind.encode() else b""
