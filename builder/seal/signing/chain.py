"""Who issued a certificate, and who issued that one: the way from a signer's certificate to a root, each step checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from asn1crypto import pem
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import NameOID

from builder.model.error import BuilderError

_LONGEST = 10
"""Steps to a root; real ones have two or three."""


def find_chain(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificate, its issuer, the issuer's issuer and so on, as far as they are among the others.

    Each stands there only if its key signed the one before; where two have one name, that decides. The last one is a root if
    `is_root` says so, otherwise its issuer is missing.
    """
    pool = list(others)
    chain = [certificate]
    while not is_root(chain[-1]) and len(chain) < _LONGEST:
        issuer = next((each for each in pool if _issued(each, chain[-1])), None)
        if issuer is None or issuer in chain:
            break
        chain.append(issuer)
    return tuple(chain)


def embedded_part(chain: Sequence[x509.Certificate]) -> Sequence[x509.Certificate]:
    """What of a chain stands in a signature: the signer's certificate, and each further one that the next one checks.

    The last one doesn't, be it a root or not: nobody could tell whether somebody changed it there.
    """
    return [chain[0], *chain[1:-1]]


def is_root(certificate: x509.Certificate) -> bool:
    """Whether it is signed with its own key."""
    return _issued(certificate, certificate)


def read_certificates(data: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in some bytes: PEM with any number of them, or one in DER.

    Raises:
        BuilderError: There is none, or one can't be read.
    """
    try:
        blocks = list(pem.unarmor(data, multiple=True)) if pem.detect(data) else [("CERTIFICATE", {}, data)]
        found = tuple(x509.load_der_x509_certificate(der) for kind, _, der in blocks if kind == "CERTIFICATE")
    except (ValueError, TypeError):
        found = ()
    if not found:
        raise BuilderError(
            "The file of certificates (--authority-chain) can't be read.",
            "Use the .crt or .pem file that the issuer of the certificate publishes.",
        )
    return found


def read_lists(files: Sequence[bytes]) -> tuple[x509.CertificateRevocationList, ...]:
    """The lists of withdrawn certificates in some files, each PEM with any number of them or one in DER.

    Raises:
        BuilderError: A file holds none, or one can't be read.
    """
    lists: list[x509.CertificateRevocationList] = []
    for data in files:
        try:
            blocks = list(pem.unarmor(data, multiple=True)) if pem.detect(data) else [("X509 CRL", {}, data)]
            found = [x509.load_der_x509_crl(der) for kind, _, der in blocks if kind == "X509 CRL"]
        except (ValueError, TypeError):
            found = []
        if not found:
            raise BuilderError(
                "A file of withdrawn certificates (--revocations) can't be read.",
                "Use company-ca.crl of the folder of keys, or the .crl file that the issuer publishes.",
            )
        lists += found
    return tuple(lists)


def is_signed_by(revoked: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether a list of withdrawn certificates is the issuer's own."""
    try:
        return revoked.issuer == issuer.subject and revoked.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False


def name_of(certificate: x509.Certificate) -> str:
    """The common name, on one line; the whole name if it has none."""
    for attribute in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME):
        return " ".join(str(attribute.value).split())
    return certificate.subject.rfc4514_string()


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
    return True
