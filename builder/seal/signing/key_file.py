"""Opening a signer's key file (PKCS#12) and refusing, in words, the ones that readers of the pack would not accept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto.pkcs12 import Pfx, SafeContents
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtensionOID, NameOID, ObjectIdentifier
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from builder.model.error import BuilderError
from builder.seal.signing.chain import embedded_part, find_chain, name_of

_SHORTEST_RSA = 2048
"""Bits; shorter ones are not to be used since 2013 (NIST SP 800-131A)."""
_CURVES = ("secp256r1", "secp384r1", "secp521r1")
"""The curves that PDF readers know (NIST P-256, P-384, P-521)."""
_WEAK_DIGESTS = (hashes.MD5, hashes.SHA1)
_ANOTHER = "Use a key made by `muster keys init`, or ask the issuer for a certificate for document signing."


@dataclass(frozen=True)
class KeyHolder:
    """Whose key it is, from the certificate.

    Attributes:
        name, title, company: As the certificate says; the last two may be empty.
        fingerprint: sha256 of the certificate, 64 hex digits.
        chain: The certificate, its issuer and so on, as far as they are known.
        signer: What signs.
    """

    name: str
    title: str
    company: str
    fingerprint: str
    chain: tuple[x509.Certificate, ...]
    signer: Signer


def open_key(key: bytes, passphrase: str, now: datetime, issuers: Iterable[x509.Certificate] = ()) -> KeyHolder:
    """The key in a PKCS#12 file.

    Args:
        key: Bytes of the file.
        passphrase: Of the file.
        now: With time zone; the certificate has to hold then.
        issuers: Certificates among which to look for issuers that are not in the file.

    Raises:
        BuilderError: It isn't such a file, the passphrase is wrong, there is no key in it or several, or the certificate is expired,
            not yet valid, not made for signing, or too weak.
    """
    _refuse_count(key)
    certificate, others = _read_certificates(key, passphrase)
    examine_certificate(certificate, now)
    chain = find_chain(certificate, (*others, *issuers))
    loaded = SimpleSigner.load_pkcs12_data(key, [], passphrase.encode())
    signer = SimpleSigner(
        signing_cert=loaded.signing_cert, signing_key=loaded.signing_key, cert_registry=embedded_chain(chain)
    )
    return make_holder(signer, chain)


def make_holder(signer: Signer, chain: tuple[x509.Certificate, ...]) -> KeyHolder:
    """Who signs, from the first certificate of a chain."""
    # The root is what a reader must get by another way; in the signature nothing would protect its bytes.
    signer.embed_roots = False
    certificate = chain[0]
    return KeyHolder(
        name_of(certificate),
        _named(certificate, NameOID.TITLE),
        _named(certificate, NameOID.ORGANIZATION_NAME),
        certificate.fingerprint(hashes.SHA256()).hex(),
        chain,
        signer,
    )


def embedded_chain(chain: tuple[x509.Certificate, ...]) -> SimpleCertificateStore:
    """The certificates that stand in the signature beside the signer's, which the library adds itself; a key file may hold others."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([translate_pyca_cryptography_cert_to_asn1(each) for each in embedded_part(chain)[1:]])
    return store


def examine_certificate(certificate: x509.Certificate, now: datetime) -> None:
    """Refuses a certificate whose signatures would not be accepted.

    Raises:
        BuilderError: It is expired, not yet valid, not made for signing, or too weak.
    """
    _refuse_dates(certificate, now)
    _refuse_usage(certificate)
    _refuse_kind(certificate)


def _refuse_count(key: bytes) -> None:
    """Damaged, of another kind and with several keys are told apart from a wrong passphrase, because the cure is another."""
    try:
        safe = Pfx.load(key, strict=True).authenticated_safe
        parts = [SafeContents.load(each["content"].native) for each in safe if each["content_type"].native == "data"]
        keys = sum(bag["bag_id"].native in ("key_bag", "pkcs8_shrouded_key_bag") for part in parts for bag in part)
    except (ValueError, TypeError, KeyError):
        raise BuilderError("The key file is not a PKCS#12 file.", "Use the .p12 file of the signer.") from None
    if keys > 1:
        raise BuilderError(
            f"The key file holds {keys} keys, and it is not said which one signs.",
            "Export one key with its certificate into a .p12 file of its own.",
        )


def _read_certificates(key: bytes, passphrase: str) -> tuple[x509.Certificate, list[x509.Certificate]]:
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(key, passphrase.encode())
    except ValueError:
        raise BuilderError(
            "The key doesn't open with this passphrase.", "Type it again; capitals and spaces count."
        ) from None
    if private is None or certificate is None:
        raise BuilderError(
            "The key file holds no key with its certificate.",
            "Use the .p12 file of the signer, not the public .crt file.",
        )
    return certificate, others


def _refuse_dates(certificate: x509.Certificate, now: datetime) -> None:
    if now > certificate.not_valid_after_utc:
        raise BuilderError(
            f"The signer's certificate ended on {certificate.not_valid_after_utc:%Y-%m-%d}.",
            "Make a new key for the signer with `muster keys renew`.",
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
            _ANOTHER,
        )


def _refuse_kind(certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    if isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        # pyHanko could sign with it (RFC 8419); poppler and Acrobat could not check what it signed.
        raise BuilderError("The signer's key is an Ed25519 or Ed448 key, which most PDF readers can't check.", _ANOTHER)
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < _SHORTEST_RSA:
            raise BuilderError(
                f"The signer's key is too weak: RSA with {key.key_size} bits, and {_SHORTEST_RSA} are the least.",
                _ANOTHER,
            )
    elif not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name not in _CURVES:
        raise BuilderError("The signer's key is of a kind that PDF readers can't check.", _ANOTHER)
    if isinstance(certificate.signature_hash_algorithm, _WEAK_DIGESTS):
        raise BuilderError(
            f"The signer's certificate is signed over a {certificate.signature_hash_algorithm.name} digest, which can be forged.",
            _ANOTHER,
        )


def _named(certificate: x509.Certificate, oid: ObjectIdentifier) -> str:
    """The first such value of the certificate's subject, on one line; empty if there is none."""
    for attribute in certificate.subject.get_attributes_for_oid(oid):
        return " ".join(str(attribute.value).split())
    return ""
