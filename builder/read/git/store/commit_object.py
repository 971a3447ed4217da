"""A commit object taken apart: what `git cat-file commit` gives, in bytes, into identities, times, message and signature."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from builder.model.history import Moment

_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "�")
_CONTROL_BUT_LINES = {code: sign for code, sign in _CONTROL.items() if code not in (0x09, 0x0A)}
_SIGNATURE_HEADERS = (b"gpgsig", b"gpgsig-sha256")


class ParsedCommit(NamedTuple):
    """The parts of a commit object; a light tuple, because a long history has a hundred thousand of them.

    Attributes:
        tree: Id of its tree.
        parents: Ids, first parent first.
        author, committer: "Name <mail> seconds zone" in bytes, as stored.
        encoding: What the object says its texts are written in.
        message: Bytes, as stored.
        signature: The armoured signature, or None when unsigned.
        payload: The bytes that the signature covers: the object without its signature headers; empty when unsigned.
    """

    tree: str
    parents: tuple[str, ...]
    author: bytes
    committer: bytes
    encoding: str
    message: bytes
    signature: bytes | None
    payload: bytes

    def without_payload(self) -> ParsedCommit:
        """The same without what is needed only to check the signature; a long history is held in memory."""
        return self._replace(signature=None, payload=b"")

    @property
    def authored(self) -> Moment:
        """When the author claims to have made it."""
        return _parse_identity(self.author)[1]

    @property
    def committed(self) -> Moment:
        """When the committer claims to have made it."""
        return _parse_identity(self.committer)[1]

    @property
    def author_text(self) -> str:
        """The author in readable characters."""
        return _decode_identity(_parse_identity(self.author)[0], self.encoding)

    @property
    def committer_text(self) -> str:
        """The committer in readable characters."""
        return _decode_identity(_parse_identity(self.committer)[0], self.encoding)

    @property
    def message_text(self) -> str:
        """The message in readable characters, lines kept."""
        return decode_text(self.message, self.encoding).translate(_CONTROL_BUT_LINES)

    @property
    def subject_text(self) -> str:
        """The first line of the message."""
        line = self.message.split(b"\n", 1)[0]
        return decode_text(line, self.encoding).translate(_CONTROL).strip()


def parse_commit(raw: bytes) -> ParsedCommit:
    """The parts of a commit object, read as leniently as git reads it: of a header that stands twice the first counts."""
    head, _, message = raw.partition(b"\n\n")
    lines = head.split(b"\n")
    signature = _find_signature(lines) if b"\ngpgsig " in head else None
    parents = []
    # Parents stand directly behind the tree; git takes no notice of such a line anywhere else.
    for line in lines[1:]:
        if not line.startswith(b"parent "):
            break
        parents.append(line[7:].decode("ascii", "replace"))
    return ParsedCommit(
        lines[0][5:].decode("ascii", "replace"),
        tuple(parents),
        _find_header(lines, b"author "),
        _find_header(lines, b"committer "),
        _find_header(lines, b"encoding ").decode("ascii", "replace") or "utf-8",
        message,
        signature,
        b"" if signature is None else _without_signature(raw),
    )


def decode_text(data: bytes, encoding: str) -> str:
    """The text, by what the commit says it is written in, else as UTF-8; what can't be decoded is replaced."""
    try:
        return data.decode(encoding)
    except (LookupError, ValueError, AssertionError):
        # Codecs such as "rot13" or "idna" exist but don't decode bytes; a commit may name anything.
        return data.decode("utf-8", "replace")


def _find_header(lines: list[bytes], name: bytes) -> bytes:
    """The value of the first header of that name, or nothing."""
    for line in lines:
        if line.startswith(name):
            return line[len(name) :]
    return b""


def _find_signature(lines: list[bytes]) -> bytes:
    """The armour with its continuation lines joined; two signatures run together and so verify as neither."""
    found = []
    inside = False
    for line in lines:
        if line[:1] != b" ":
            inside = line.startswith(b"gpgsig ")
            if inside:
                found.append(line[7:])
        elif inside:
            found.append(line[1:])
    return b"\n".join(found)


def _without_signature(raw: bytes) -> bytes:
    head, separator, message = raw.partition(b"\n\n")
    kept = []
    skipping = False
    for line in head.split(b"\n"):
        if line[:1] != b" ":
            skipping = line.partition(b" ")[0] in _SIGNATURE_HEADERS
        if not skipping:
            kept.append(line)
    return b"\n".join(kept) + separator + message


@lru_cache(maxsize=4096)
def _decode_identity(identity: bytes, encoding: str) -> str:
    """The identity in readable characters; a few dozen people make all the commits."""
    return decode_text(identity, encoding).translate(_CONTROL)


@lru_cache(maxsize=4096)
def _parse_identity(line: bytes) -> tuple[bytes, Moment]:
    """Who and when; 1970 where the line is broken."""
    identity, *rest = line.rsplit(b" ", 2)
    try:
        epoch, zone = map(int, rest)
    except ValueError:
        return line, Moment(0, 0)
    hours, minutes = divmod(abs(zone), 100)
    offset = hours * 60 + minutes
    return identity, Moment(epoch, -offset if zone < 0 else offset)
