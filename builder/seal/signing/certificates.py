"""Making the company's certificates (X.509, RFC 5280): the root, one for each signer, and the list of those that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from builder.model.error import BuilderError

ROOT_KEY = "company-ca.p12"
ROOT_CERTIFICATE = "company-ca.crt"
REVOKED = "company-ca.crl"
"""List of withdrawn certificates; empty until one is withdrawn."""

_KEY_BITS = 3072
"""About 128 bits of strength; every PDF reader in use takes RSA, not all take elliptic curves."""
_ROOT_YEARS, _SIGNER_YEARS = 15, 5


@dataclass(frozen=True)
class Pair:
    """A key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


def make_root(company: str, now: datetime) -> Pair:
    """A new root, which holds 15 years and may only issue."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    name = make_name(f"{company} evidence root", "", company)
    builder = (
        _certificate(name, name, key, now, _ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Pair(key, builder.sign(key, hashes.SHA256()))


def make_signer(subject: x509.Name, root: Pair, now: datetime) -> Pair:
    """A new key for somebody, which holds five years and signs documents.

    Raises:
        BuilderError: The root ends before that.
    """
    if root.certificate.not_valid_after_utc < now + timedelta(days=366 * _SIGNER_YEARS):
        raise BuilderError(
            f"The company's root certificate ends on {root.certificate.not_valid_after_utc:%Y-%m-%d}, too soon for a new signer.",
            "Make a new folder of keys with a new root, and publish the new company-ca.crt.",
        )
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    builder = (
        _certificate(subject, root.certificate.subject, key, now, _SIGNER_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_issued_by(root), critical=False)
    )
    return Pair(key, builder.sign(root.key, hashes.SHA256()))


def make_list(root: Pair, now: datetime, entries: Iterable[x509.RevokedCertificate] = (), number: int = 1) -> bytes:
    """The list of withdrawn certificates (PEM), signed by the root.

    It holds as long as the root: the root lies locked away, and a list that ran out would make every key worthless until somebody
    took it out. So the newest list is the one with the highest number, and whoever checks has to ask for it.

    Args:
        root: Signs it.
        now: With time zone.
        entries: What was withdrawn.
        number: Higher than that of any earlier list (RFC 5280, 5.2.3).
    """
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        # The first is dated a day before, as the certificates are, because clocks differ.
        .last_update(now.replace(microsecond=0) - timedelta(days=1 if number == 1 else 0))
        .next_update(root.certificate.not_valid_after_utc)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(_issued_by(root), critical=False)
    )
    for entry in entries:
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(root.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def make_name(name: str, title: str, company: str) -> x509.Name:
    """Whose certificate it is; each part is cut at 64 characters, which is the longest allowed (RFC 5280, appendix A)."""
    attributes = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, company[:64])]
    if title:
        attributes.append(x509.NameAttribute(NameOID.TITLE, title[:64]))
    attributes.append(x509.NameAttribute(NameOID.COMMON_NAME, name[:64]))
    return x509.Name(attributes)


def seal_pair(pair: Pair, label: str, passphrase: str, chain: list[x509.Certificate] | None) -> bytes:
    """A key and its certificate as a PKCS#12 file, locked with the passphrase."""
    encryption = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(label.encode(), pair.key, pair.certificate, chain, encryption)


def open_root(sealed: bytes, passphrase: str) -> Pair:
    """The company's root out of its PKCS#12 file.

    Raises:
        BuilderError: The passphrase is wrong, or it is another kind of file.
    """
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(sealed, passphrase.encode())
    except ValueError:
        raise BuilderError(
            f"The company's root ({ROOT_KEY}) in this folder doesn't open with this passphrase.",
            "Give the passphrase with which the folder was made, or choose a new folder.",
        ) from None
    if not isinstance(key, rsa.RSAPrivateKey) or certificate is None:
        raise BuilderError(f"{ROOT_KEY} doesn't hold the company's root.", "Choose a new folder.")
    return Pair(key, certificate)


def write_pem(certificate: x509.Certificate) -> bytes:
    """The certificate as text that other programs read too."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def fingerprint_of(certificate: x509.Certificate) -> str:
    """Its sha256, 64 hex digits."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    start = now.replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - timedelta(days=1))
        .not_valid_after(start + timedelta(days=round(365.25 * years)))
    )


def _issued_by(root: Pair) -> x509.AuthorityKeyIdentifier:
    own = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _usage(*granted: str) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: name in granted for name in every})
