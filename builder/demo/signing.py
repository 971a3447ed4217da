"""Signing keys of the sample's people, and SSH signatures made with them.

The keys are worthless on purpose: anyone can make them from the published sentence below. They show what a signed history looks
like; they prove nothing.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builder.read.git.keys import sshsig

SEED = b"muster demonstration key, worthless: "
"""What every key is made from, together with the id of its person and, from the second one on, its number."""


@lru_cache(maxsize=64)
def make_key(person: str, number: int = 1) -> Ed25519PrivateKey:
    """A worthless key of a person of the sample, by the person's id; the second is what the person has after the first, and so on."""
    name = person if number == 1 else f"{person} {number}"
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(SEED + name.encode()).digest())


def public_line(person: str, number: int = 1) -> str:
    """The public half as it stands under `keys:` in the person's register file."""
    return sshsig.public_line(make_key(person, number).public_key())


def sign_commit(payload: bytes, person: str, number: int = 1) -> bytes:
    """An armoured SSH signature over a commit object, as git puts it into the `gpgsig` header."""
    return sshsig.write_sshsig(payload, make_key(person, number))
