"""A time-stamping authority for the demonstration: it stamps any time it is told, with keys that anyone can make.

It shows what anchors look like; it proves nothing. The same request and time give the same bytes on every machine: the keys come
from a published sentence, and the signatures need no random number (RFC 6979).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from builder.demo.signing import SEED

_POLICY = "1.3.6.1.4.1.32473.1"
"""Below the number that stands for examples (RFC 5612)."""

_FIRST, _LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class TimeAuthority:
    """An authority.

    Attributes:
        key: Of the certificate.
        certificate: For time stamps only.
        root: The certificate that issued it.
    """

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    root: x509.Certificate

    def stamp(self, request: bytes, at: datetime, serial: int) -> bytes:
        """The answer (.tsr) to a request (.tsq).

        Args:
            request: As `make_request` writes it.
            at: The time to put into it; whole seconds.
            serial: Its number.
        """
        asked = tsp.TimeStampReq.load(request, strict=True)
        fields = {
            "version": "v1",
            "policy": _POLICY,
            "message_imprint": asked["message_imprint"],
            "serial_number": serial,
            "gen_time": at.astimezone(UTC),
        }
        if asked["nonce"].native is not None:
            fields["nonce"] = asked["nonce"]
        token = self._sign(tsp.TSTInfo(fields).dump())
        answer: bytes = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
        return answer

    def _sign(self, info: bytes) -> cms.ContentInfo:
        """The stamp: a signed message (CMS, RFC 5652) around what it says."""
        certificate = _as_asn1(self.certificate)
        named = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(certificate.dump()).digest()}]})
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(info).digest()]},
                {"type": "signing_certificate_v2", "values": [named]},
            ]
        )
        how = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
            ),
            "digest_algorithm": sha256,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self.key.sign(attributes.dump(), how),
        }
        content = {"content_type": "tst_info", "content": core.ParsableOctetString(info)}
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [sha256],
                "encap_content_info": content,
                "certificates": [certificate, _as_asn1(self.root)],
                "signer_infos": [signer],
            }
        )
        return cms.ContentInfo({"content_type": "signed_data", "content": signed})


@lru_cache(maxsize=1)
def demonstration_authority() -> TimeAuthority:
    """The demonstration's authority, always the same one."""
    root_key, key = _make_key("time root"), _make_key("time authority")
    root_name = _name("Demonstration Time Root, worthless")
    root = (
        _certificate(root_name, root_name, root_key, 1)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    certificate = (
        _certificate(_name("Demonstration Time Authority, worthless"), root_name, key, 2)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(root_key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return TimeAuthority(key, certificate, root)


def _make_key(name: str) -> ec.EllipticCurvePrivateKey:
    # As good as never outside the curve's order, and the same number every time.
    return ec.derive_private_key(int.from_bytes(hashlib.sha256(SEED + name.encode()).digest()), ec.SECP256R1())


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, serial: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(_FIRST)
        .not_valid_after(_LAST)
    )


def _as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
