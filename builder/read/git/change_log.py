"""Which files every commit changed: one `git log` over the whole history, framed by NUL bytes, read as a stream.

No text that a person wrote stands in the stream except paths, and those are counted, so nothing in a message, a name or a path
can pass for a frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from builder.model.error import BuilderError

if TYPE_CHECKING:
    from builder.read.git.view import View

_CHUNK = 1 << 20
_NO_BLOB = "0" * 40


class RawChange(NamedTuple):
    """One changed file of one commit, against its first parent.

    Attributes:
        kind: A added, M modified, D deleted, R renamed, T type changed.
        blob: Git's id of the content after it; empty for D.
        path: After the change (before, for D); bytes that are not UTF-8 stand as surrogates.
        old_path: Before a rename.
    """

    kind: str
    blob: str
    path: str
    old_path: str | None


def read_change_log(view: View, commit: str) -> dict[str, list[RawChange]]:
    """The changes of every commit that leads to `commit`, newest commit first; a merge is held against its first parent.

    Renames are found without a limit on how many files moved at once (`-l0`); git's own limit would drop them silently.
    """
    with view.stream(
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--find-renames",
        "-l0",
        "--diff-merges=first-parent",
        "--root",
        "--no-ext-diff",
        "--no-textconv",
        "--format=tformat:%H",
        commit,
        "--",
    ) as out:
        return parse_change_log(_split_at_nul(out))


def parse_change_log(tokens: Iterable[bytes]) -> dict[str, list[RawChange]]:
    """The changes by commit id, from the pieces between the NUL bytes.

    Raises:
        BuilderError: The stream ends in the middle of a change, or a piece stands where none can.
    """
    changes: dict[str, list[RawChange]] = {}
    current: list[RawChange] | None = None
    pieces = iter(tokens)
    for piece in pieces:
        # The first change of a commit is set off by a line feed.
        meta = piece[1:] if piece[:1] == b"\n" else piece
        if meta[:1] == b":":
            if current is None:
                raise _broken()
            current.append(_parse_change(meta, pieces))
        elif len(piece) == 40:
            current = changes.setdefault(piece.decode("ascii", "replace"), [])
        elif piece:
            raise _broken()
    return changes


def _parse_change(meta: bytes, pieces: Iterator[bytes]) -> RawChange:
    """One change: `:MODE MODE ID ID LETTER`, all of fixed width because ids are not shortened, then its one or two paths."""
    first = next(pieces, None)
    if len(meta) < 98 or meta[96] != 0x20 or not first:
        raise _broken()
    kind = chr(meta[97])
    blob = meta[56:96].decode("ascii", "replace")
    if kind in "RC":
        second = next(pieces, None)
        if not second:
            raise _broken()
        return RawChange(kind, blob, _decode(second), _decode(first))
    return RawChange(kind, "" if blob == _NO_BLOB else blob, _decode(first), None)


def _decode(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _split_at_nul(out: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while chunk := out.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        raise _broken()


def _broken() -> BuilderError:
    return BuilderError(
        "Git's list of changes ended in the middle or had something unexpected in it.",
        "Run `git fsck` in the repository; if it reports no damage, please report this as a bug.",
    )
