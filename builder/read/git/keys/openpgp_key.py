"""OpenPGP's armour and packets, as far as they must be known before a signature is handed to `gpgv`.

Everything here is untrusted text: it is taken apart with limits, and only bytes that came out whole go on. Source: RFC 4880 §4.2, §5.2,
§5.5, §6 and §12.2 (read 2026-11-22); what RFC 9580 adds (keys of version 5 and 6) is not taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from builder.read.git.keys.sshsig import MalformedError, UnsupportedError, decode_base64

LONGEST_BLOCK = 60_000
"""Bytes of an armoured key block or signature. A key with many signatures of others on it is larger; exported with
`--export-options export-minimal` it has a few thousand."""

SIGNATURE, PUBLIC_KEY = "SIGNATURE", "PUBLIC KEY BLOCK"

_CRC_START, _CRC_POLYNOMIAL = 0xB704CE, 0x1864CFB
_TAG_SIGNATURE, _TAG_KEY, _TAG_SUBKEY = 2, 6, 14
_TAGS_OF_KEYS = frozenset({_TAG_SIGNATURE, _TAG_KEY, _TAG_SUBKEY, 12, 13, 17})
"""What a key is made of beside keys: signatures, GnuPG's own notes, names, pictures."""
_ON_BYTES = 0x00
_ISSUER, _ISSUER_FINGERPRINT = 16, 33


@dataclass(frozen=True)
class OpenPgpKey:
    """A public key with its subkeys.

    Attributes:
        packets: The binary form.
        fingerprint: Of the primary key, 40 hex digits in upper case.
        key_ids: The eight-byte ids of the primary key and of its subkeys.
    """

    packets: bytes = field(repr=False)
    fingerprint: str
    key_ids: frozenset[bytes]


class OpenPgpSignature(NamedTuple):
    """A signature packet, before anything about it is believed.

    Attributes:
        packets: The binary form, one packet.
        digest: OpenPGP's number of the digest: 8 is SHA-256.
        issuer: The eight-byte id of the key that is said to have made it; empty if it doesn't say.
    """

    packets: bytes
    digest: int
    issuer: bytes


@lru_cache(maxsize=256)
def parse_public_block(text: str) -> OpenPgpKey | None:
    """The key in an armoured block; None if it isn't exactly one public key of version 4."""
    try:
        packets = take_off_armour(text.strip().encode("ascii", "replace"), PUBLIC_KEY)
        parts = list(_split_packets(packets))
        keys = [body for tag, body in parts if tag in (_TAG_KEY, _TAG_SUBKEY)]
        tags = [tag for tag, _ in parts]
        if tags[:1] != [_TAG_KEY] or tags.count(_TAG_KEY) != 1 or not _TAGS_OF_KEYS.issuperset(tags):
            return None
        prints = [_fingerprint(body) for body in keys]
    except (MalformedError, UnsupportedError):
        return None
    return OpenPgpKey(packets, prints[0].hex().upper(), frozenset(each[-8:] for each in prints))


def parse_signature(armoured: bytes) -> OpenPgpSignature:
    """The one signature in an armoured text.

    Raises:
        MalformedError: It isn't one, or wasn't made over the bytes of a file.
        UnsupportedError: It is of a version that is not known here.
    """
    packets = take_off_armour(armoured.strip(b"\n"), SIGNATURE)
    parts = list(_split_packets(packets))
    if [tag for tag, _ in parts] != [_TAG_SIGNATURE]:
        raise MalformedError("It is not one signature.")
    body = parts[0][1]
    if len(body) < 6:
        raise MalformedError("It is cut off.")
    if body[0] != 4:
        raise UnsupportedError(f"It is an OpenPGP signature of version {body[0]}; only version 4 is checked here.")
    if body[1] != _ON_BYTES:
        raise MalformedError("It was made for another purpose than this.")
    return OpenPgpSignature(packets, body[3], _find_issuer(body))


def take_off_armour(armoured: bytes, kind: str) -> bytes:
    """The bytes in an armoured text, its checksum compared.

    Args:
        armoured: From the first line to the last, ASCII.
        kind: `SIGNATURE` or `PUBLIC_KEY`.

    Raises:
        MalformedError: It isn't such a text, is too long, or its checksum is another.
    """
    lines = armoured.split(b"\n")
    begin, end = f"-----BEGIN PGP {kind}-----".encode(), f"-----END PGP {kind}-----".encode()
    if len(armoured) > LONGEST_BLOCK or lines[0] != begin or lines[-1] != end or b"" not in lines:
        raise MalformedError("It is cut off, or something stands before or behind it.")
    # Between the first line and an empty one, programs write their names; that counts for nothing.
    body = lines[lines.index(b"") + 1 : -1]
    wanted = body.pop()[1:] if body and body[-1][:1] == b"=" and len(body[-1]) == 5 else b""
    data = decode_base64(b"".join(body))
    if wanted and int.from_bytes(decode_base64(wanted), "big") != _checksum(data):
        raise MalformedError("Its checksum doesn't fit.")
    return data


def _checksum(data: bytes) -> int:
    """CRC-24, RFC 4880 §6.1, a byte at a time."""
    table = _crc_table()
    crc = _CRC_START
    for byte in data:
        crc = (crc << 8) & 0xFFFFFF ^ table[(crc >> 16) ^ byte]
    return crc


@cache
def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        crc = byte << 16
        for _ in range(8):
            crc = crc << 1 ^ (_CRC_POLYNOMIAL if crc & 0x800000 else 0)
        table.append(crc & 0xFFFFFF)
    return tuple(table)


def _split_packets(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and body of each packet; lengths that run on ("partial", "indeterminate") stand in no key and in no signature."""
    position = 0
    while position < len(data):
        head = data[position]
        if not head & 0x80 or position + 2 > len(data):
            raise MalformedError("It is not made of OpenPGP packets.")
        tag = head & 0x3F if head & 0x40 else (head & 0x3C) >> 2
        length, start = _new_length(data, position + 1) if head & 0x40 else _old_length(data, position + 1, head & 3)
        position = start + length
        if position > len(data):
            raise MalformedError("It is cut off.")
        yield tag, data[start:position]


def _old_length(data: bytes, position: int, size: int) -> tuple[int, int]:
    if size == 3:
        raise MalformedError("It is not made of OpenPGP packets.")
    end = position + (1, 2, 4)[size]
    return int.from_bytes(data[position:end], "big"), end


def _new_length(data: bytes, position: int) -> tuple[int, int]:
    first = data[position]
    if first < 192:
        return first, position + 1
    if first < 224:
        return ((first - 192) << 8) + int.from_bytes(data[position + 1 : position + 2], "big") + 192, position + 2
    if first == 255:
        return int.from_bytes(data[position + 1 : position + 5], "big"), position + 5
    raise MalformedError("It is not made of OpenPGP packets.")


def _fingerprint(body: bytes) -> bytes:
    """RFC 4880 §12.2: SHA-1 by definition; it names a key and is not what protects it."""
    if body[:1] != b"\x04":
        raise UnsupportedError("Only OpenPGP keys of version 4 are known here.")
    return hashlib.sha1(b"\x99" + len(body).to_bytes(2, "big") + body, usedforsecurity=False).digest()


def _find_issuer(body: bytes) -> bytes:
    """The key's id from the subpackets, those covered by the signature first."""
    position = 4
    for _ in range(2):
        end = position + 2 + int.from_bytes(body[position : position + 2], "big")
        for kind, value in _split_subpackets(body[position + 2 : end]):
            if kind == _ISSUER_FINGERPRINT and len(value) == 21 and value[0] == 4:
                return value[-8:]
            if kind == _ISSUER and len(value) == 8:
                return value
        position = end
    return b""


def _split_subpackets(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(data):
        length, start = _new_length(data, position)
        if length < 1 or start + length > len(data):
            raise MalformedError("It is cut off.")
        # The highest bit only says that whoever doesn't know the kind must refuse.
        yield data[start] & 0x7F, data[start + 1 : start + length]
        position = start + length
