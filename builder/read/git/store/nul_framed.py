"""Git's `-z` outputs: pieces that end with a NUL byte, read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from builder.model.error import BuilderError

_CHUNK = 1 << 20


def split_at_nul(out: BinaryIO) -> Iterator[bytes]:
    """The pieces, without their NUL.

    Raises:
        BuilderError: The stream ends in the middle of a piece.
    """
    rest = b""
    while chunk := out.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        raise BuilderError(
            "Git's list of files ended in the middle.",
            "Run `git fsck` in the repository; if it reports no damage, please report this as a bug.",
        )
