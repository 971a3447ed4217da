"""Whom the reader trusts: certificates given by hand or kept in a folder, and lists of those that were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from builder.model.error import BuilderError


@dataclass(frozen=True)
class Trust:
    """Certificates that the reader pinned.

    Attributes:
        roots: DER of each; signers they issued, and they themselves, are trusted.
        lists: Lists of withdrawn certificates, each signed by one of the roots.
    """

    roots: tuple[bytes, ...] = ()
    lists: tuple[x509.CertificateRevocationList, ...] = ()

    def certificates(self) -> list[asn1_x509.Certificate]:
        """The roots, parsed anew, as the signature library takes them."""
        return [asn1_x509.Certificate.load(root) for root in self.roots]

    def withdrawal(self, certificate: bytes, moment: datetime | None) -> str:
        """Why a certificate did not count at a moment because it had been withdrawn; empty if it did.

        A stolen key can sign under any date, so a certificate withdrawn for that reason never counts.

        Args:
            certificate: DER.
            moment: That somebody else than the owner of the key vouches for. None if nobody does: whoever still has the key can
                claim any day, so a certificate that was ever withdrawn doesn't count then (ETSI EN 319 102-1, 5.2.6.4: revoked,
                and nothing proves that the signature existed before).
        """
        parsed = x509.load_der_x509_certificate(certificate)
        for revoked in self.lists:
            entry = revoked.get_revoked_certificate_by_serial_number(parsed.serial_number)
            if entry is None or revoked.issuer != parsed.issuer:
                continue
            withdrawn = f"withdrawn on {entry.revocation_date_utc:%Y-%m-%d}"
            if moment is None and not _is_stolen(entry):
                return f"{withdrawn}, and no authority that you trust says that it signed before"
            if moment is None or entry.revocation_date_utc <= moment or _is_stolen(entry):
                return withdrawn
        return ""


def read_trust(data: bytes) -> Trust:
    """The certificates and lists in some bytes: PEM with any number of both, or one certificate in DER.

    Raises:
        BuilderError: There is no certificate among them, or a list isn't signed by any of them.
    """
    try:
        blocks = list(pem.unarmor(data, multiple=True)) if pem.detect(data) else [("CERTIFICATE", {}, data)]
        roots = tuple(der for kind, _, der in blocks if kind == "CERTIFICATE")
        for root in roots:
            x509.load_der_x509_certificate(root)
        lists = tuple(x509.load_der_x509_crl(der) for kind, _, der in blocks if kind == "X509 CRL")
    except (ValueError, TypeError) as error:
        raise BuilderError(
            "The file of trusted certificates can't be read.", "Use the company-ca.crt that the company gave you."
        ) from error
    if not roots:
        raise BuilderError(
            "The file of trusted certificates has no certificate in it.",
            "Use the company-ca.crt that the company gave you.",
        )
    for revoked in lists:
        if not any(_signed_by(revoked, root) for root in roots):
            raise BuilderError(
                "A list of withdrawn certificates is not signed by any certificate beside it.",
                "Use the company-ca.crl that belongs to the company-ca.crt.",
            )
    return Trust(roots, lists)


def as_pem(data: bytes, *, is_list: bool) -> bytes:
    """A certificate or a list of withdrawn ones as PEM, in which several can follow each other.

    Args:
        data: PEM or DER.
        is_list: Which of the two it is, if it is DER.
    """
    if pem.detect(data):
        return data
    armoured: bytes = pem.armor("X509 CRL" if is_list else "CERTIFICATE", data)
    return armoured


def _signed_by(revoked: x509.CertificateRevocationList, root: bytes) -> bool:
    try:
        return revoked.is_signature_valid(x509.load_der_x509_certificate(root).public_key())  # type: ignore[arg-type]
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False


def _is_stolen(entry: x509.RevokedCertificate) -> bool:
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return False
    return reason in (x509.ReasonFlags.key_compromise, x509.ReasonFlags.ca_compromise)
