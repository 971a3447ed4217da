"""Whether bytes are in the one strict form (DER) in which a value can be written only one way."""

from __future__ import annotations

_CONSTRUCTED = 0x20
_SEQUENCES = (0x30, 0x31)
_SET = 0x31
_DEEPEST = 40


def is_strict(data: bytes) -> bool:
    """Whether the bytes are one value in DER, without anything behind it.

    Looked at (ITU-T X.690, 8.1 and 10): every length is given in front and in as few bytes as it needs, no text comes in pieces,
    true is written as FF, and the members of a set stand in order.
    """
    try:
        return _end(data, 0, len(data), 0) == len(data)
    except (ValueError, IndexError):
        return False


def _end(data: bytes, start: int, limit: int, depth: int) -> int:
    """Where the value that starts here ends.

    Raises:
        ValueError: It isn't DER.
    """
    tag = data[start]
    if depth > _DEEPEST or tag & 0x1F == 0x1F:
        raise ValueError("deeper, or with larger tags, than any signature is")
    body, end = _measure(data, start)
    if end > limit:
        raise ValueError("a value ends behind the one that it is in")
    if tag == 0x01 and data[body:end] not in (b"\0", b"\xff"):
        raise ValueError("a truth value that is neither 00 nor FF")
    if tag & _CONSTRUCTED:
        if tag < 0x40 and tag not in _SEQUENCES:
            raise ValueError("text in pieces")
        _walk(data, tag, body, end, depth)
    return end


def _walk(data: bytes, tag: int, body: int, end: int, depth: int) -> None:
    at, members = body, []
    while at < end:
        after = _end(data, at, end, depth + 1)
        members.append(data[at:after])
        at = after
    if tag == _SET and members != sorted(members):
        raise ValueError("a set out of order")


def _measure(data: bytes, start: int) -> tuple[int, int]:
    """Where the body begins and ends."""
    first = data[start + 1]
    if first < 0x80:
        return start + 2, start + 2 + first
    size = first & 0x7F
    length = int.from_bytes(data[start + 2 : start + 2 + size], "big")
    if not 1 <= size <= 4 or length < 0x80 or length >> (8 * (size - 1)) == 0:
        raise ValueError("a length that is not given, or in more bytes than it needs")
    body = start + 2 + size
    return body, body + length
