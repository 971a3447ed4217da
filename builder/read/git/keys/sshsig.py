"""The format of SSH signatures, once for those that are checked and those that are made.

An armoured text holds the signer's public key, a namespace (what the signature is for), the name of a digest, and a signature
over namespace and digest. Source: OpenSSH, PROTOCOL.sshsig and RFC 4253 §6.6, RFC 5656 §3.1.2, RFC 8332, RFC 8709; read 2026-11-22.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_public_key

BEGIN = b"-----BEGIN SSH SIGNATURE-----"
END = b"-----END SSH SIGNATURE-----"
GIT = b"git"
"""The namespace of signatures on commits and tags."""

SHORTEST_RSA = 2048
"""Bits of the shortest RSA key that counts; NIST SP 800-57 part 1 rev. 5, table 2: shorter ones were ruled out in 2014."""

_LINE = 70
_LONGEST = 16_384
"""Bytes of an armoured signature; that of the longest key in use (RSA with 16,384 bits) takes less than half of it."""

_DIGESTS = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_RSA_HASHES: Mapping[bytes, hashes.HashAlgorithm] = {b"rsa-sha2-256": hashes.SHA256(), b"rsa-sha2-512": hashes.SHA512()}
_CURVES: Mapping[str, tuple[bytes, hashes.HashAlgorithm]] = {
    "secp256r1": (b"ecdsa-sha2-nistp256", hashes.SHA256()),
    "secp384r1": (b"ecdsa-sha2-nistp384", hashes.SHA384()),
    "secp521r1": (b"ecdsa-sha2-nistp521", hashes.SHA512()),
}

Public = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey
Private = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class MalformedError(Exception):
    """The signature isn't built as the format says; the text says what is wrong, for people."""


class UnsupportedError(Exception):
    """The signature is of a kind that is not checked here; the text says why, for people."""


class SshSignature(NamedTuple):
    """The parts of an armoured signature, none of them believed yet.

    Attributes:
        key: The public key's bytes, as they stand in base64 in a public key's line.
        namespace: What it was made for.
        reserved: Nothing yet, but covered by the signature.
        digest: Name of the digest.
        signature: Kind and value.
    """

    key: bytes
    namespace: bytes
    reserved: bytes
    digest: bytes
    signature: bytes


def take_apart(armoured: bytes) -> SshSignature:
    """The parts of an armoured signature. There is one way to write each, so that no byte of it can change and still count.

    Raises:
        MalformedError: It isn't built as the format says.
    """
    lines = armoured.rstrip(b"\n").split(b"\n")
    if len(armoured) > _LONGEST or lines[0] != BEGIN or lines[-1] != END:
        raise MalformedError("It is cut off, or something stands before or behind it.")
    data = decode_base64(b"".join(lines[1:-1]))
    if data[:10] != b"SSHSIG\0\0\0\x01":
        raise MalformedError("It is not an SSH signature of version 1.")
    position = 10
    parts = []
    for _ in range(5):
        part, position = take_text(data, position)
        parts.append(part)
    if position != len(data):
        raise MalformedError("Bytes stand behind it.")
    return SshSignature(*parts)


def verify_sshsig(parts: SshSignature, payload: bytes, namespace: bytes = GIT) -> None:
    """Returns if the signature was made over the payload for the namespace by the key that it holds; whose key that is says nobody here.

    Raises:
        InvalidSignature: It doesn't fit.
        MalformedError: It isn't built as the format says, or was made for something else.
        UnsupportedError: Its key or digest is of a kind that is not checked here.
    """
    if parts.namespace != namespace:
        raise MalformedError("It was made for another purpose than this.")
    if parts.digest not in _DIGESTS:
        raise UnsupportedError("Its digest is neither SHA-256 nor SHA-512.")
    key = load_public(parts.key)
    _verify(key, parts.signature, _covered(namespace, parts.reserved, parts.digest, payload))


def write_sshsig(payload: bytes, key: Private, namespace: bytes = GIT) -> bytes:
    """An armoured signature over the payload, without a line break at the end; git puts it into a commit's `gpgsig` header like this.

    Args:
        payload: What is signed.
        key: Whose public half goes into it. Ed25519 and RSA give the same bytes each time, ECDSA doesn't.
        namespace: What it is for.
    """
    digest = b"sha512"
    covered = _covered(namespace, b"", digest, payload)
    kind, raw = _sign(key, covered)
    parts = (public_blob(key.public_key()), namespace, b"", digest, pack_texts(kind, raw))
    text = base64.b64encode(b"SSHSIG" + struct.pack(">I", 1) + pack_texts(*parts))
    lines = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    return b"\n".join((BEGIN, *lines, END))


def public_line(key: Public) -> str:
    """The key as it stands in a `.pub` file, without a comment."""
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def public_blob(key: Public) -> bytes:
    """The key's bytes, as they stand in base64 in its line."""
    return base64.b64decode(public_line(key).split()[1])


def parse_public_line(text: str) -> bytes | None:
    """The key's bytes out of a line `ssh-ed25519 AAAA… comment`; None if it isn't one."""
    parts = text.split()
    try:
        blob = decode_base64(parts[1].encode("ascii", "replace"))
        kind, _ = take_text(blob, 0)
    except (IndexError, MalformedError):
        return None
    return blob if kind == parts[0].encode("ascii", "replace") else None


def fingerprint(blob: bytes) -> str:
    """`SHA256:` and 43 characters, as `ssh-keygen -l` prints it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode("ascii").rstrip("=")


@lru_cache(maxsize=512)
def load_public(blob: bytes) -> Public:
    """The key for a key's bytes.

    Raises:
        UnsupportedError: It is of a kind that is not checked here.
        MalformedError: It is broken.
    """
    kind, _ = take_text(blob, 0)
    if kind.startswith(b"sk-"):
        raise UnsupportedError("It was made with a hardware key (FIDO), whose signatures are not checked here.")
    if b"-cert-v" in kind:
        raise UnsupportedError("It was made with an SSH certificate; only plain keys are checked here.")
    try:
        key = load_ssh_public_key(kind + b" " + base64.b64encode(blob))
    except UnsupportedAlgorithm:
        raise UnsupportedError("Its key is of a kind that is not checked here.") from None
    except ValueError:
        raise MalformedError("Its key is broken.") from None
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < SHORTEST_RSA:
        raise UnsupportedError(f"Its RSA key has {key.key_size} bits; {SHORTEST_RSA} are the least that counts.")
    if isinstance(key, ed25519.Ed25519PublicKey | rsa.RSAPublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES:
        return key
    raise UnsupportedError("Its key is of a kind that is not checked here.")


def decode_base64(text: bytes) -> bytes:
    """The bytes of a base64 text written in the one right way.

    Raises:
        MalformedError: It isn't such a text.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise MalformedError("It is not written in base64.") from None
    # The last character has bits that stand for nothing; with them, two texts would hold the same bytes.
    if base64.b64encode(data) != text:
        raise MalformedError("It is not written in base64.")
    return data


def take_text(data: bytes, position: int) -> tuple[bytes, int]:
    """The text that begins at a position, with its length before it, and the position behind it.

    Raises:
        MalformedError: The bytes end before it does.
    """
    if position + 4 > len(data):
        raise MalformedError("It is cut off.")
    end = position + 4 + int.from_bytes(data[position : position + 4], "big")
    if end > len(data):
        raise MalformedError("It is cut off.")
    return data[position + 4 : end], end


def pack_texts(*texts: bytes) -> bytes:
    """Texts one behind the other, each with its length before it."""
    return b"".join(struct.pack(">I", len(text)) + text for text in texts)


def _covered(namespace: bytes, reserved: bytes, digest: bytes, payload: bytes) -> bytes:
    """What the key really signs."""
    return b"SSHSIG" + pack_texts(namespace, reserved, digest, _DIGESTS[digest](payload).digest())


def _verify(key: Public, signature: bytes, covered: bytes) -> None:
    kind, position = take_text(signature, 0)
    raw, end = take_text(signature, position)
    if end != len(signature):
        raise MalformedError("Bytes stand behind it.")
    if isinstance(key, ed25519.Ed25519PublicKey):
        _refuse_kind(kind, b"ssh-ed25519")
        key.verify(raw, covered)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        name, algorithm = _CURVES[key.curve.name]
        _refuse_kind(kind, name)
        key.verify(_read_pair(raw), covered, ec.ECDSA(algorithm))
    elif kind == b"ssh-rsa":
        raise UnsupportedError("It is built on SHA-1, which can be forged.")
    elif kind not in _RSA_HASHES:
        raise MalformedError("Its kind is not that of its key.")
    else:
        key.verify(raw, covered, padding.PKCS1v15(), _RSA_HASHES[kind])


def _refuse_kind(kind: bytes, wanted: bytes) -> None:
    if kind != wanted:
        raise MalformedError("Its kind is not that of its key.")


def _read_pair(raw: bytes) -> bytes:
    """The two numbers of an ECDSA signature in the form that the library takes; each may be written in one way only."""
    first, position = take_text(raw, 0)
    second, end = take_text(raw, position)
    pair = int.from_bytes(first, "big"), int.from_bytes(second, "big")
    if end != len(raw) or pack_texts(*map(_write_number, pair)) != raw:
        raise MalformedError("Its numbers are not written as they should be.")
    return encode_dss_signature(*pair)


def _write_number(number: int) -> bytes:
    """RFC 4251 §5, mpint: as short as possible, with a zero byte where the first bit is set."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big") if number else b""


def _sign(key: Private, covered: bytes) -> tuple[bytes, bytes]:
    """Kind and value."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return b"ssh-ed25519", key.sign(covered)
    if isinstance(key, rsa.RSAPrivateKey):
        return b"rsa-sha2-512", key.sign(covered, padding.PKCS1v15(), hashes.SHA512())
    name, algorithm = _CURVES[key.curve.name]
    pair = decode_dss_signature(key.sign(covered, ec.ECDSA(algorithm)))
    return name, pack_texts(*map(_write_number, pair))
