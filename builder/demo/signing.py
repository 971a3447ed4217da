"""Signing keys of the sample's people, and SSH signatures made with them.

The keys are worthless on purpose: anyone can make them from the published sentence below. They show what a signed history looks
like; they prove nothing.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEED = b"muster demonstration key, worthless: "
"""What every key is made from, together with the id of its person."""

_NAMESPACE = b"git"


@lru_cache(maxsize=64)
def make_key(person: str) -> Ed25519PrivateKey:
    """The worthless key of a person of the sample, by the person's id."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(SEED + person.encode()).digest())


def public_line(person: str) -> str:
    """The public half as it stands under `keys:` in the person's register file."""
    line = make_key(person).public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    return line.decode("ascii")


def sign_commit(payload: bytes, person: str) -> bytes:
    """An armoured SSH signature over a commit object, as git puts it into the `gpgsig` header.

    Source: OpenSSH, PROTOCOL.sshsig, read 2026-11-22.
    """
    kind, blob = public_line(person).split()
    digest = hashlib.sha512(payload).digest()
    covered = b"SSHSIG" + _pack(_NAMESPACE, b"", b"sha512", digest)
    signature = _pack(kind.encode(), make_key(person).sign(covered))
    parts = _pack(base64.b64decode(blob), _NAMESPACE, b"", b"sha512", signature)
    text = base64.b64encode(b"SSHSIG" + struct.pack(">I", 1) + parts)
    lines = [text[start : start + 70] for start in range(0, len(text), 70)]
    return b"\n".join((b"-----BEGIN SSH SIGNATURE-----", *lines, b"-----END SSH SIGNATURE-----"))


def _pack(*texts: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(text)) + text for text in texts)
