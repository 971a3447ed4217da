"""Contents by id, each hashed again; one that is too large to be read is hashed in pieces and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from builder.read.git.store.batch import damaged_object, hash_next, missing_object, open_batch, read_header

if TYPE_CHECKING:
    from builder.read.git.view import View


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
    with open_batch(view, ids) as out:
        for index, id in enumerate(ids):
            header = read_header(out)
            if header is None or header[0] != b"blob":
                raise missing_object(id, name(index))
            pieces: list[bytes] = []
            size = header[1]
            if hash_next(out, b"blob", size, pieces.append if size <= limit else None) != id:
                raise damaged_object(id, name(index))
            yield b"".join(pieces) if size <= limit else None
