"""Keyed commitments: what binds a pack to a value that it holds back, without letting anyone guess the value.

A plain digest of a short value can be guessed by trying all that it might be. Here a salt stands beside the value that nobody
without the key can compute, and each value has its own, so that one of them can be revealed and proved without the key:

    salt       = HMAC-SHA256(key, "muster-salt-1" NUL path NUL pointer NUL blob)
    commitment = SHA-256("muster-field-1" NUL salt canonical)
    canonical  = JSON of {"path", "pointer", "value"}: keys in order, no spaces, UTF-8

HMAC is that of RFC 2104 and FIPS 198-1. As a keyed pseudorandom function it gives salts that look random and tell nothing of each
other; 256 bits of salt hide the value, and nobody finds two values with one SHA-256. `blob` is git's id of the file's bytes, so that a
later revision of the file has other salts. `pointer` is that of RFC 6901; the empty one stands for the whole text of the file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Any

from builder.model.error import BuilderError

KEY_HEADER = "muster-commitment-key-1"
"""First line of a key file; the second has the key."""
KEY_BYTES = 32

_KEY_FILE = re.compile(rf"{KEY_HEADER}\r?\n([0-9a-f]{{{2 * KEY_BYTES}}})(?:\r?\n)?\Z")
_SALT, _FIELD = b"muster-salt-1\0", b"muster-field-1\0"


def write_key(key: bytes) -> bytes:
    """A key as a file.

    Args:
        key: 32 random bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key of {len(key)} bytes")
    return f"{KEY_HEADER}\n{key.hex()}\n".encode()


def read_key(data: bytes) -> bytes:
    """The key of a file.

    Raises:
        BuilderError: It isn't a key file, or the key is of another length. What is in the file is not quoted.
    """
    found = _KEY_FILE.match(data.decode("ascii", "replace"))
    if found is None:
        raise BuilderError(
            f"The file holds no commitment key: its first line is `{KEY_HEADER}`, its second {2 * KEY_BYTES} hex digits.",
            "Make one with `muster keys commitment FILE`, or give the file that was made so.",
        )
    return bytes.fromhex(found[1])


def make_salt(key: bytes, path: str, pointer: str, blob: str) -> bytes:
    """The salt of one value: 32 bytes that only who has the key can compute.

    Args:
        key: 32 bytes.
        path: Of the file, relative to the repository.
        pointer: Of the value in it.
        blob: Git's id of the file's bytes.
    """
    return hmac.digest(key, _SALT + f"{path}\0{pointer}\0{blob}".encode(), "sha256")


def commit_to(salt: bytes, path: str, pointer: str, value: Any) -> str:
    """The commitment to a value at a place, 64 hex digits.

    Args:
        salt: Of that place, 32 bytes.
        path: Of the file.
        pointer: Of the value in it.
        value: Text, integers, true/false, null, and lists and mappings of them.
    """
    said = {"path": path, "pointer": pointer, "value": value}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(_FIELD + salt + canonical.encode("utf-8")).hexdigest()
