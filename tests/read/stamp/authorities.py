"""Authorities that are not as they should be, with keys made for the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from builder.demo.time_authority import TimeAuthority
from builder.read.stamp.answer import AnswerSequence
from builder.seal.verifying.trust import Trust

TIME_STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)


def make_authority(
    *,
    name: str = "Time Authority",
    first: datetime = datetime(2024, 1, 1, tzinfo=UTC),
    last: datetime = datetime(2034, 1, 1, tzinfo=UTC),
    purposes: Sequence[x509.ObjectIdentifier] = TIME_STAMPING,
    is_critical: bool = True,
) -> TimeAuthority:
    """An authority whose certificate is as the test needs it; its root holds from 2020 to 2040."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, its_name = _name(f"{name} Root"), _name(name)
    root = (
        _certificate(root_name, root_name, root_key, datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    certificate = _certificate(its_name, root_name, key, first, last)
    if purposes:
        certificate = certificate.add_extension(x509.ExtendedKeyUsage(purposes), critical=is_critical)
    return TimeAuthority(key, certificate.sign(root_key, hashes.SHA256()), root)


def trust_in(authority: TimeAuthority) -> Trust:
    """A reader's list with the authority's root in it."""
    return Trust((authority.root.public_bytes(Encoding.DER),))


def change(answer: bytes, edit: Callable[[cms.SignedData], None]) -> bytes:
    """An answer with its signed message changed by hand."""
    response = tsp.TimeStampResp.load(answer)
    edit(response["time_stamp_token"]["content"])
    data: bytes = response.dump(force=True)
    return data


def say_instead(**fields: Any) -> Callable[[cms.SignedData], None]:
    """An edit that makes the stamp say something else than what was signed."""

    def edit(signed: cms.SignedData) -> None:
        content = signed["encap_content_info"]
        info = tsp.TSTInfo.load(content["content"].parsed.dump())
        for name, value in fields.items():
            info[name] = value
        content["content"] = core.ParsableOctetString(info.dump(force=True))

    return edit


def refusal(status: str, words: str) -> bytes:
    """An answer that refuses."""
    data: bytes = AnswerSequence({"status": {"status": status, "status_string": [words]}}).dump()
    return data


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
    )
