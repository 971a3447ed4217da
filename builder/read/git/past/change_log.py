"""Which files every commit changed: one `git log` over the whole history, framed by NUL bytes, read as a stream.

No text that a person wrote stands in the stream except paths, and those are counted, so nothing in a message, a name or a path
can pass for a frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from builder.model.error import BuilderError

if TYPE_CHECKING:
    from builder.read.git.view import View

_CHUNK = 1 << 18
_NO_BLOB = b"0" * 40
_FILE = b"100"
"""How the mode of an ordinary file begins; links are 120000, submodules 160000."""


CHANGE_LIMIT = 5_000_000
"""Changed files in all commits together: ten times the history of a large company. A few small folders that name each other again and
again can stand for billions, which would fill the memory."""


class RawChange(NamedTuple):
    """One changed file of one commit, against its first parent.

    Attributes:
        kind: A added, M modified, D deleted, R renamed, T type changed.
        blob: Git's id of the content after it; empty for D.
        path: After the change (before, for D); bytes that are not UTF-8 stand as surrogates.
        old_path: Before a rename.
        is_file: Whether it is an ordinary file after the change: not a link, not a submodule (whose id is no content's).
    """

    kind: str
    blob: str
    path: str
    old_path: str | None
    is_file: bool = True


class Logged(NamedTuple):
    """What the list says of a commit.

    Attributes:
        parents: Ids, first parent first.
        changes: Against the first parent.
    """

    parents: tuple[str, ...]
    changes: Sequence[RawChange]


def read_change_log(view: View, commit: str, without: str = "") -> dict[str, Logged]:
    """Every commit that leads to `commit`, newest first; a merge is held against its first parent.

    Renames are found without a limit on how many files moved at once (`-l0`); git's own limit would drop them silently.

    Args:
        view: Of an opened repository.
        commit: A full id.
        without: A full id: this commit and all that leads to it are left out.
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
        "--format=tformat:%H %P",
        commit,
        *([f"^{without}"] if without else []),
        "--",
    ) as out:
        return parse_change_log(_split_at_nul(out))


def parse_change_log(tokens: Iterable[bytes]) -> dict[str, Logged]:
    """The commits by id, from the pieces between the NUL bytes.

    Raises:
        BuilderError: The stream ends in the middle of a change, or a piece stands where none can; or there are too many.
    """
    found: dict[str, Logged] = {}
    current: list[RawChange] | None = None
    count = 0
    pieces = iter(tokens)
    for piece in pieces:
        # The first change of a commit is set off by a line feed.
        meta = piece[1:] if piece[:1] == b"\n" else piece
        if meta[:1] == b":":
            if current is None:
                raise _broken()
            count += 1
            if count > CHANGE_LIMIT:
                raise _too_many()
            current.append(_parse_change(meta, pieces))
        elif len(piece) >= 40 and len(piece) % 41 in (0, 40):
            # A commit without parents still has the space behind its id.
            id, *parents = piece.decode("ascii", "replace").split()
            current = []
            found[id] = Logged(tuple(parents), current)
        elif piece:
            raise _broken()
    return found


def _parse_change(meta: bytes, pieces: Iterator[bytes]) -> RawChange:
    """One change: `:MODE MODE ID ID LETTER`, all of fixed width because ids are not shortened, then its one or two paths."""
    first = next(pieces, None)
    if len(meta) < 98 or meta[96] != 0x20 or not first:
        raise _broken()
    kind = chr(meta[97])
    blob = meta[56:96]
    id = "" if blob == _NO_BLOB else blob.decode("ascii", "replace")
    is_file = kind == "D" or meta[8:11] == _FILE
    if kind in "RC":
        second = next(pieces, None)
        if not second:
            raise _broken()
        return RawChange(kind, id, _decode(second), _decode(first), is_file)
    return RawChange(kind, id, _decode(first), None, is_file)


def _decode(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _split_at_nul(out: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while chunk := out.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        raise _broken()


def _too_many() -> BuilderError:
    return BuilderError(
        f"The history holds more than {CHANGE_LIMIT:,} changes of files; so many are not read.",
        "No program comes near that. Find out which commit brought so many files, and who made it.",
    )


def _broken() -> BuilderError:
    return BuilderError(
        "Git's list of changes ended in the middle or had something unexpected in it.",
        "Run `git fsck` in the repository; if it reports no damage, please report this as a bug.",
    )
