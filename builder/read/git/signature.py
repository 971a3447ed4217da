"""Checking SSH signatures of commits in process, against the public keys that people's registers name.

Git's own `%G?` starts a program per commit, which a repository may choose, and calls a signature good although the key is not
that of the person the commit names. Here the answer is one of seven verdicts. The format is OpenSSH's PROTOCOL.sshsig; keys
are ed25519, ecdsa-sha2-nistp* and RSA with SHA-2. OpenPGP, X.509, hardware keys (sk-) and SHA-1 give `unsupported`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from builder.model.history import SignatureVerdict
from builder.model.register import Person, PublicKey
from builder.read.git.commit_object import ParsedCommit

_BEGIN = b"-----BEGIN SSH SIGNATURE-----"
_END = b"-----END SSH SIGNATURE-----"
_NAMESPACE = b"git"
_DIGESTS = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_RSA_HASHES: Mapping[bytes, hashes.HashAlgorithm] = {
    b"rsa-sha2-256": hashes.SHA256(),
    b"rsa-sha2-512": hashes.SHA512(),
}
_CURVE_HASHES: Mapping[str, hashes.HashAlgorithm] = {
    "secp256r1": hashes.SHA256(),
    "secp384r1": hashes.SHA384(),
    "secp521r1": hashes.SHA512(),
}

_Key = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class _MalformedError(Exception):
    """The signature isn't built as the format says."""


class _UnsupportedError(Exception):
    """The signature is of a kind that is not checked here."""


@dataclass(frozen=True)
class Keyring:
    """The keys and identities of people.

    Attributes:
        owners: (person id, key entry) by the key's bytes; a key may stand at several people, or twice with other days.
        people_by_mail, people_by_name: Person ids by what commits call them, in lower case.
    """

    owners: Mapping[bytes, tuple[tuple[str, PublicKey], ...]]
    people_by_mail: Mapping[str, frozenset[str]]
    people_by_name: Mapping[str, frozenset[str]]
    _loaded: dict[bytes, _Key | None] = field(default_factory=dict, compare=False, repr=False)

    def load(self, blob: bytes) -> _Key | None:
        """The key object for a key's bytes; None for a kind that is not supported."""
        if blob not in self._loaded:
            self._loaded[blob] = _load_key(blob)
        return self._loaded[blob]

    def named(self, identity: str) -> frozenset[str]:
        """Ids of the people whom "Name <mail>" can mean; the mail decides where anybody has it."""
        name, mail = _split_identity(identity)
        return self.people_by_mail.get(mail) or self.people_by_name.get(name) or frozenset()


@dataclass(frozen=True)
class Checked:
    """What the signature alone says, before any day or name is looked at.

    Attributes:
        verdict: good, bad, unknown key, unsigned or unsupported.
        owners: Whose key it is, and the key entries with their days.
    """

    verdict: SignatureVerdict
    owners: tuple[tuple[str, PublicKey], ...] = ()


_UNSIGNED = Checked(SignatureVerdict.UNSIGNED)


def make_keyring(people: Iterable[Person]) -> Keyring:
    """The keyring of the people in a register; an entry that isn't a public key is left out."""
    owners: dict[bytes, list[tuple[str, PublicKey]]] = {}
    mails: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for person in people:
        names.setdefault(_fold(person.name), set()).add(person.id)
        if person.email:
            mails.setdefault(_fold(person.email), set()).add(person.id)
        for key in person.keys:
            blob = _decode_public(key.public)
            if blob is not None:
                owners.setdefault(blob, []).append((person.id, key))
    return Keyring(
        {blob: tuple(entries) for blob, entries in owners.items()},
        {mail: frozenset(ids) for mail, ids in mails.items()},
        {name: frozenset(ids) for name, ids in names.items()},
    )


def check_signature(commit: ParsedCommit, keyring: Keyring) -> Checked:
    """Whether the signature covers the commit's bytes, and whose key made it."""
    if commit.signature is None:
        return _UNSIGNED
    if not commit.signature.lstrip().startswith(_BEGIN):
        return Checked(SignatureVerdict.UNSUPPORTED)
    try:
        return _check_sshsig(commit.signature, commit.payload, keyring)
    except _UnsupportedError:
        return Checked(SignatureVerdict.UNSUPPORTED)
    except (_MalformedError, InvalidSignature, binascii.Error, struct.error, ValueError):
        return Checked(SignatureVerdict.BAD)


def judge_signature(
    checked: Checked, commit: ParsedCommit, keyring: Keyring, days: Iterable[date]
) -> tuple[SignatureVerdict, str | None]:
    """The verdict on a commit, and the person whose key signed it.

    Good means: the key of the one person whom the commit names as author and as committer, on days on which that key counts.
    A commit written by one person and signed by another who committed it is `good-but-other-person`.

    Args:
        checked: From `check_signature`.
        commit: The signed commit.
        keyring: The one it was checked with.
        days: The day the commit claims and the day it arrived on the branch. Both have to lie in the key's days, because the
            claimed one can be chosen freely by whoever holds an old key.
    """
    if checked.verdict is not SignatureVerdict.GOOD:
        return checked.verdict, None
    wanted = tuple(days)
    in_force = [person for person, key in checked.owners if all(key.covers(day) for day in wanted)]
    if not in_force:
        return SignatureVerdict.OUTSIDE_WINDOW, checked.owners[0][0]
    named = keyring.named(commit.author_text) & keyring.named(commit.committer_text)
    own = next((person for person in in_force if person in named), None)
    if own is None:
        return SignatureVerdict.OTHER_PERSON, in_force[0]
    return SignatureVerdict.GOOD, own


def _check_sshsig(armoured: bytes, payload: bytes, keyring: Keyring) -> Checked:
    blob, namespace, reserved, digest_name, signature = _take_apart(armoured)
    if namespace != _NAMESPACE:
        raise _MalformedError("made for another purpose")
    if digest_name not in _DIGESTS:
        raise _UnsupportedError(digest_name)
    kind, _ = _take_text(blob, 0)
    owners = keyring.owners.get(blob, ())
    key = keyring.load(blob)
    if key is None:
        raise _UnsupportedError(kind)
    if not owners:
        return Checked(SignatureVerdict.UNKNOWN_KEY)
    digest = _DIGESTS[digest_name](payload).digest()
    parts = (namespace, reserved, digest_name, digest)
    covered = b"SSHSIG" + b"".join(struct.pack(">I", len(part)) + part for part in parts)
    _verify(key, signature, covered)
    return Checked(SignatureVerdict.GOOD, owners)


def _take_apart(armoured: bytes) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Key, namespace, reserved, digest name and signature out of the armour."""
    lines = armoured.strip().split(b"\n")
    if lines[0].strip() != _BEGIN or lines[-1].strip() != _END:
        raise _MalformedError("armour")
    data = base64.b64decode(b"".join(line.strip() for line in lines[1:-1]), validate=True)
    if data[:6] != b"SSHSIG" or struct.unpack_from(">I", data, 6)[0] != 1:
        raise _MalformedError("preamble")
    position = 10
    parts = []
    for _ in range(5):
        part, position = _take_text(data, position)
        parts.append(part)
    if position != len(data):
        raise _MalformedError("bytes behind the signature")
    return (parts[0], parts[1], parts[2], parts[3], parts[4])


def _take_text(data: bytes, position: int) -> tuple[bytes, int]:
    length = struct.unpack_from(">I", data, position)[0]
    end = position + 4 + length
    if end > len(data):
        raise _MalformedError("length")
    return data[position + 4 : end], end


def _verify(key: _Key, signature: bytes, covered: bytes) -> None:
    """Returns if the signature is right.

    Raises:
        InvalidSignature: It isn't.
    """
    kind, position = _take_text(signature, 0)
    raw, end = _take_text(signature, position)
    if end != len(signature):
        raise _MalformedError("bytes behind the signature")
    if isinstance(key, ed25519.Ed25519PublicKey):
        if kind != b"ssh-ed25519":
            raise _MalformedError("kind")
        key.verify(raw, covered)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        first, position = _take_text(raw, 0)
        second, _ = _take_text(raw, position)
        pair = encode_dss_signature(int.from_bytes(first, "big"), int.from_bytes(second, "big"))
        key.verify(pair, covered, ec.ECDSA(_CURVE_HASHES[key.curve.name]))
    else:
        if kind not in _RSA_HASHES:
            # "ssh-rsa" as the kind of a signature means SHA-1.
            raise _UnsupportedError(kind)
        key.verify(raw, covered, padding.PKCS1v15(), _RSA_HASHES[kind])


def _load_key(blob: bytes) -> _Key | None:
    kind, _ = _take_text(blob, 0)
    try:
        key = load_ssh_public_key(kind + b" " + base64.b64encode(blob))
    except (ValueError, UnsupportedAlgorithm):
        return None
    if isinstance(key, ed25519.Ed25519PublicKey | rsa.RSAPublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVE_HASHES:
        return key
    return None


def _decode_public(text: str) -> bytes | None:
    parts = text.split()
    try:
        blob = base64.b64decode(parts[1], validate=True)
        kind, _ = _take_text(blob, 0)
    except (IndexError, binascii.Error, struct.error, _MalformedError):
        return None
    return blob if kind == parts[0].encode() else None


def _split_identity(identity: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*?)\s*<([^<>]*)>", identity, re.DOTALL)
    return (_fold(found[1]), _fold(found[2])) if found else (_fold(identity), "")


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
