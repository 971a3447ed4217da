"""Opening a signer's key file (PKCS#12) and refusing, in words, the ones that readers of the pack would not accept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtensionOID, NameOID, ObjectIdentifier
from pyhanko.sign.signers import SimpleSigner

from builder.model.error import BuilderError


@dataclass(frozen=True)
class KeyHolder:
    """Whose key it is, from the certificate.

    Attributes:
        name, title, company: As the certificate says; the last two may be empty.
        fingerprint: sha256 of the certificate, 64 hex digits.
        signer: What signs.
    """

    name: str
    title: str
    company: str
    fingerprint: str
    signer: SimpleSigner


def open_key(key: bytes, passphrase: str, now: datetime) -> KeyHolder:
    """The key in a PKCS#12 file.

    Args:
        key: Bytes of the file.
        passphrase: Of the file.
        now: With time zone; the certificate has to hold then.

    Raises:
        BuilderError: It isn't such a file, the passphrase is wrong, there is no key in it, or the certificate is expired, not yet valid,
            or not made for signing.
    """
    certificate = _read_certificate(key, passphrase)
    _refuse_dates(certificate, now)
    _refuse_usage(certificate)
    signer = SimpleSigner.load_pkcs12_data(key, [], passphrase.encode())
    # The root is what a reader must get by another way; in the signature nothing would protect its bytes.
    signer.embed_roots = False
    return KeyHolder(
        _named(certificate, NameOID.COMMON_NAME) or certificate.subject.rfc4514_string(),
        _named(certificate, NameOID.TITLE),
        _named(certificate, NameOID.ORGANIZATION_NAME),
        certificate.fingerprint(hashes.SHA256()).hex(),
        signer,
    )


def _read_certificate(key: bytes, passphrase: str) -> x509.Certificate:
    try:
        # Damaged or of another kind is told apart from a wrong passphrase, because the cure is another.
        Pfx.load(key, strict=True)["version"].native  # noqa: B018 - read to see whether it can be
    except (ValueError, TypeError, KeyError):
        raise BuilderError("The key file is not a PKCS#12 file.", "Use the .p12 file of the signer.") from None
    try:
        private, certificate, _ = pkcs12.load_key_and_certificates(key, passphrase.encode())
    except ValueError:
        raise BuilderError(
            "The key doesn't open with this passphrase.", "Type it again; capitals and spaces count."
        ) from None
    if private is None or certificate is None:
        raise BuilderError(
            "The key file holds no key with its certificate.",
            "Use the .p12 file of the signer, not the public .crt file.",
        )
    return certificate


def _refuse_dates(certificate: x509.Certificate, now: datetime) -> None:
    if now > certificate.not_valid_after_utc:
        raise BuilderError(
            f"The signer's certificate ended on {certificate.not_valid_after_utc:%Y-%m-%d}.",
            "Make a new key for the signer with `muster keys init`.",
        )
    if now < certificate.not_valid_before_utc:
        raise BuilderError(
            f"The signer's certificate holds only from {certificate.not_valid_before_utc:%Y-%m-%d} on.",
            "Set the computer's clock, or wait.",
        )


def _refuse_usage(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_oid(ExtensionOID.KEY_USAGE).value
    except x509.ExtensionNotFound:
        usage = None
    if not isinstance(usage, x509.KeyUsage) or not (usage.content_commitment or usage.digital_signature):
        raise BuilderError(
            "The signer's certificate is not made for signing documents (its key usage lacks digitalSignature and nonRepudiation).",
            "Use a key made by `muster keys init`, or ask the issuer for a certificate for document signing.",
        )


def _named(certificate: x509.Certificate, oid: ObjectIdentifier) -> str:
    """The first such value of the certificate's subject, on one line; empty if there is none."""
    for attribute in certificate.subject.get_attributes_for_oid(oid):
        return " ".join(str(attribute.value).split())
    return ""
