"""The one form of a signature's container: whatever in it could be written otherwise without the signature breaking is a freedom.

A signature covers the file but not the place where it stands itself, and of what stands there only the signed attributes. All the
rest is held here against the one way in which it is written by `muster sign`, so that a file in which a freedom is found is never
called unchanged.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from builder.seal.verifying.der import is_strict

_DIGESTS = {"sha256": 32, "sha384": 48, "sha512": 64}
"""Digests, and the length of the salt that goes with each (RFC 4055, 3.1)."""
_ELLIPTIC = tuple(f"{digest}_ecdsa" for digest in _DIGESTS)
_INTEGER, _OCTETS, _SEQUENCE, _SET, _FIRST, _SECOND = 0x02, 0x04, 0x30, 0x31, 0xA0, 0xA1
_TOKEN = cms.CMSAttributeType("signature_time_stamp_token").dump()


@dataclass(frozen=True)
class _Value:
    """A value in DER.

    Attributes:
        tag: Its first byte.
        body: What stands in it.
        whole: All its bytes.
    """

    tag: int
    body: bytes
    whole: bytes

    def parts(self) -> list[_Value]:
        """The values in it."""
        return _read(self.body)


def find_freedom(der: bytes, known: Sequence[asn1_x509.Certificate] = ()) -> str:
    """What in a container could be written otherwise, as the middle of a sentence; empty if nothing could.

    An elliptic-curve signature is the exception: beside (r, s) there is always (r, n - s), and no reader can tell which one the
    signer wrote.

    Args:
        der: The container (CMS, RFC 5652), without the zeros behind it.
        known: Certificates that are protected by other means: those that the reader trusts, and those that a later signature covers.
    """
    if not is_strict(der):
        return "it is not in the strict form (DER) that has only one way of writing"
    try:
        return _examine(der, [each.dump() for each in known])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return "it has parts that can't be read"


def respell_token(token: cms.ContentInfo) -> cms.ContentInfo:
    """A timestamp token with its names of algorithms in their one spelling; they stand outside of what the authority signed.

    Args:
        token: In DER, signed by one authority over named attributes.

    Raises:
        ValueError: It uses an algorithm for which there is none.
    """
    pieces = _take_apart(token.dump())
    return cms.ContentInfo.load(_put_together(pieces, pieces.sid, pieces.unsigned), strict=True)


@dataclass(frozen=True)
class _Pieces:
    """The parts of a container that something protects, or that are looked at by themselves.

    Attributes:
        content: Kind of what is signed, and what is signed itself if it stands inside, as it is in a timestamp.
        certificates: Whole.
        sid: Which certificate the signer names.
        attributes: That the signature covers.
        signature: Its bytes.
        unsigned: Attributes that it doesn't cover; None if there are none.
        digest, algorithm: Names of algorithms, each in the one spelling.
    """

    content: _Value
    certificates: list[bytes]
    sid: bytes
    attributes: _Value
    signature: bytes
    unsigned: bytes | None
    digest: bytes
    algorithm: bytes

    @property
    def is_token(self) -> bool:
        """Whether it is a timestamp."""
        return len(self.content.parts()) > 1


def _take_apart(der: bytes) -> _Pieces:
    """The pieces; what is left out is written anew.

    Raises:
        ValueError, IndexError: It isn't signed data of one signer with certificates and signed attributes.
    """
    [_, wrapped] = _read(der)[0].parts()
    [_, _, content, certificates, signers] = wrapped.parts()[0].parts()
    [signer] = signers.parts()
    [_, sid, digest, attributes, algorithm, signature, *rest] = signer.parts()
    if (certificates.tag, attributes.tag, signature.tag) != (_FIRST, _FIRST, _OCTETS) or len(rest) > 1:
        raise ValueError("another order of parts")
    name = algos.DigestAlgorithm.load(digest.whole)["algorithm"].native
    used = algos.SignedDigestAlgorithm.load(algorithm.whole)["algorithm"].native
    return _Pieces(
        content=content,
        certificates=[each.whole for each in certificates.parts()],
        sid=sid.whole,
        attributes=attributes,
        signature=signature.body,
        unsigned=rest[0].body if rest else None,
        digest=_spell_digest(name),
        algorithm=_spell_signature(used, name, is_token=len(content.parts()) > 1),
    )


def _put_together(pieces: _Pieces, sid: bytes, unsigned: bytes | None) -> bytes:
    """The container in the one form."""
    signer = _write(
        _SEQUENCE,
        core.Integer(1).dump(),
        sid,
        pieces.digest,
        _write(_FIRST, pieces.attributes.body),
        pieces.algorithm,
        _write(_OCTETS, pieces.signature),
        b"" if unsigned is None else _write(_SECOND, unsigned),
    )
    signed = _write(
        _SEQUENCE,
        core.Integer(3 if pieces.is_token else 1).dump(),
        _write(_SET, pieces.digest),
        _write_content(pieces.content),
        _write(_FIRST, *sorted(pieces.certificates)),
        _write(_SET, signer),
    )
    return _write(_SEQUENCE, cms.ContentType("signed_data").dump(), _write(_FIRST, signed))


def _write_content(content: _Value) -> bytes:
    """What is signed: the file, which doesn't stand in the container, or the time, which does (RFC 3161, 2.4.2)."""
    parts = content.parts()
    if len(parts) == 1:
        return _write(_SEQUENCE, cms.ContentType("data").dump())
    [inside] = parts[1].parts()
    return _write(_SEQUENCE, cms.ContentType("tst_info").dump(), _write(_FIRST, _write(_OCTETS, inside.body)))


def _examine(der: bytes, known: Sequence[bytes]) -> str:
    pieces = _take_apart(der)
    own = [each for each in pieces.certificates if _is_bound(each, pieces.attributes)]
    if len(own) != 1:
        return "the signature doesn't say which certificate it was made with"
    if loose := _find_loose(own[0], pieces.certificates, known):
        return loose
    unsigned = None
    if pieces.unsigned is not None:
        attributes = _read(pieces.unsigned)
        if len(attributes) != 1 or attributes[0].parts()[0].whole != _TOKEN or pieces.is_token:
            return "it holds attributes that the signature doesn't cover"
        [token] = attributes[0].parts()[1].parts()
        if problem := _examine(token.whole, known):
            return f"in the timestamp, {problem}"
        unsigned = _write(_SEQUENCE, _TOKEN, _write(_SET, token.whole))
    if _put_together(pieces, _name_certificate(own[0]), unsigned) != der:
        return "it names its parts otherwise than Muster writes them"
    return ""


def _name_certificate(certificate: bytes) -> bytes:
    """Issuer and number of a certificate, as a signer names it (RFC 5652, 10.2.4)."""
    parts = _read(certificate)[0].parts()[0].parts()
    number, _, issuer = [part for part in parts if part.tag != _FIRST][:3]
    return _write(_SEQUENCE, issuer.whole, number.whole)


@functools.cache
def _spell_digest(name: str) -> bytes:
    if name not in _DIGESTS:
        raise ValueError("another digest")
    return bytes(algos.DigestAlgorithm({"algorithm": name, "parameters": core.Null()}).dump())


@functools.cache
def _spell_signature(kind: str, digest: str, *, is_token: bool) -> bytes:
    """The name of an algorithm as the signing library writes it, or as authorities do (RFC 3370, 3.2)."""
    parameters: core.Asn1Value | None = core.Null()
    if kind in _ELLIPTIC:
        return bytes(algos.SignedDigestAlgorithm({"algorithm": kind}).dump())
    if kind == "rsassa_pss":
        inner = {"algorithm": digest, "parameters": core.Null()}
        parameters = algos.RSASSAPSSParams(
            {
                "hash_algorithm": inner,
                "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": inner},
                "salt_length": _DIGESTS[digest],
            }
        )
    elif kind in ("rsassa_pkcs1v15", f"{digest}_rsa"):
        kind = "rsassa_pkcs1v15" if is_token else f"{digest}_rsa"
    else:
        raise ValueError("another algorithm")
    return bytes(algos.SignedDigestAlgorithm({"algorithm": kind, "parameters": parameters}).dump())


def _is_bound(certificate: bytes, attributes: _Value) -> bool:
    """Whether the signed attributes hold the digest of the whole certificate (RFC 5035), so that no bit of it is free."""
    for part in attributes.parts():
        attribute = cms.CMSAttribute.load(part.whole)
        if attribute["type"].native == "signing_certificate_v2" and len(attribute["values"]) == 1:
            first = attribute["values"][0]["certs"][0]
            algorithm = first["hash_algorithm"]["algorithm"].native
            return algorithm in _DIGESTS and hashlib.new(algorithm, certificate).digest() == first["cert_hash"].native
    return False


def _find_loose(own: bytes, certificates: Iterable[bytes], known: Sequence[bytes]) -> str:
    """Which certificate leads nowhere, or is checked by nothing."""
    others = [each for each in certificates if each != own]
    used = [own]
    for child in used:
        used += [each for each in others if each not in used and _issued(each, child)]
    for each in others:
        name = str(asn1_x509.Certificate.load(each).subject.native.get("common_name") or "without a name")[:80]
        if each not in used:
            return f"it carries the certificate {name}, which nothing in it needs"
        if each not in known and not any(_issued(issuer, each) for issuer in (*others, *known)):
            return f"nothing here checks the certificate {name} that it carries (give that of its issuer with --trust)"
    return ""


def _issued(issuer: bytes, child: bytes) -> bool:
    signed, algorithm, signature = _read(child)[0].parts()
    inner = [part for part in signed.parts() if part.tag != _FIRST][1]
    if algorithm.whole != inner.whole or signature.body[:1] != b"\0":
        # What frames the signed part of a certificate is free, unless it is as its signed part says.
        return False
    try:
        x509.load_der_x509_certificate(child).verify_directly_issued_by(x509.load_der_x509_certificate(issuer))
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
    return True


def _read(data: bytes) -> list[_Value]:
    """The values that stand behind each other in strict DER."""
    values, at = [], 0
    while at < len(data):
        first, body = data[at + 1], at + 2
        if first >= 0x80:
            body += first & 0x7F
            first = int.from_bytes(data[at + 2 : body], "big")
        values.append(_Value(data[at], data[body : body + first], data[at : body + first]))
        at = body + first
    return values


def _write(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body
