"""What a pack carries so that its signatures can be judged without asking anyone (PAdES B-LT), and for long (B-LTA).

That is the certificates which lead from the signer, and from the time-stamping authority, to a root, and for each of them its
issuer's list of withdrawn certificates. Nothing of it is fetched: it is given, or came with the authority's answer.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko_certvalidator import ValidationContext

from builder.model.error import BuilderError
from builder.seal.signing.chain import is_root, is_signed_by, name_of, read_certificates, read_lists


class Level(Enum):
    """The levels of a PAdES signature (ETSI EN 319 142-1, 6), each with all of the one before."""

    BASIC = "B-B"
    """Who signed, and that nothing was changed."""
    TIME = "B-T"
    """And when, by a time-stamping authority."""
    LONG_TERM = "B-LT"
    """And the certificates and lists with which both can be judged."""
    ARCHIVE = "B-LTA"
    """And a second timestamp over all of that."""


@dataclass(frozen=True)
class Proofs:
    """What was given to prove signatures with.

    Attributes:
        certificates: Of issuers: the signer's, the time-stamping authority's.
        lists: Of withdrawn certificates.
    """

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[x509.CertificateRevocationList, ...] = ()

    @classmethod
    def read(cls, certificates: Sequence[bytes], lists: Sequence[bytes]) -> Proofs:
        """From the bytes of files, PEM or DER.

        Raises:
            BuilderError: One can't be read.
        """
        return cls(tuple(each for data in certificates for each in read_certificates(data)), read_lists(lists))


NO_PROOFS = Proofs()


def choose_level(wanted: str, timestamp_url: str | None) -> Level:
    """The level to sign at; without a wish, the one that needs no more than was given.

    Raises:
        BuilderError: There is no such level, or it doesn't go with the time-stamping authority, or the lack of one.
    """
    if not wanted:
        return Level.TIME if timestamp_url else Level.BASIC
    try:
        level = Level(wanted.upper())
    except ValueError:
        raise BuilderError(
            f"There is no level {wanted[:20]} of signatures.", f"Choose {', '.join(each.value for each in Level)}."
        ) from None
    if level is Level.BASIC and timestamp_url:
        raise BuilderError(
            "A signature of level B-B has no timestamp, but a time-stamping authority was named.",
            "Leave out --level, or leave out --timestamp-url.",
        )
    if level is not Level.BASIC and not timestamp_url:
        raise BuilderError(
            f"A signature of level {level.value} needs a time that an authority signed.",
            "Name one with --timestamp-url.",
        )
    return level


def refuse_withdrawn(chain: Sequence[x509.Certificate], proofs: Proofs, now: datetime, whose: str) -> None:
    """Refuses a chain of certificates of which one was withdrawn, as far as the lists given say so.

    Raises:
        BuilderError: One was.
    """
    for certificate, issuer in pairwise(chain):
        for each in proofs.lists:
            entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is not None and is_signed_by(each, issuer) and entry.revocation_date_utc <= now:
                raise BuilderError(
                    f'The certificate of "{name_of(certificate)}" was withdrawn on {entry.revocation_date_utc:%Y-%m-%d}.',
                    f"Nothing was signed. {whose}",
                )


def collect_proofs(
    chains: Sequence[Sequence[x509.Certificate]], proofs: Proofs, earlier: ValidationContext | None, now: datetime
) -> ValidationContext:
    """The context out of which the signing library takes what it embeds: both chains, and the one list for each certificate.

    Args:
        chains: From a certificate to its root: the signer's, the authority's.
        proofs: What was given.
        earlier: What the pack carries already.
        now: With time zone.

    Raises:
        BuilderError: An issuer's certificate or its list is missing.
    """
    lists: dict[bytes, asn1_crl.CertificateList] = {}
    for chain in chains:
        if not is_root(chain[-1]):
            raise BuilderError(
                f'The certificate of "{name_of(chain[-1])}" was issued by "{_issuer(chain[-1])}", whose certificate is missing.',
                "Give it with --authority-chain; whoever issued the certificate publishes it.",
            )
        for certificate, issuer in pairwise(chain):
            found = _find_list(certificate, issuer, proofs.lists, now).public_bytes(Encoding.DER)
            lists[found] = asn1_crl.CertificateList.load(found)
    return ValidationContext(
        trust_roots=[_convert(chain[-1]) for chain in chains]
        + [_convert(each) for each in proofs.certificates if is_root(each)],
        other_certs=[_convert(each) for chain in chains for each in chain]
        + (list(earlier.certificate_registry) if earlier else []),
        crls=[*lists.values(), *(earlier.crls if earlier else ())],
        allow_fetching=False,
        # "hard-fail" would look for lists only where a certificate says that there are some.
        revocation_mode="require",
        moment=now,
    )


def carried_proofs(data: bytes) -> ValidationContext | None:
    """The certificates and lists that a pack carries already; None if it carries none, or they can't be read."""
    try:
        return DocumentSecurityStore.read_dss(PdfFileReader(io.BytesIO(data))).as_validation_context(
            {"trust_roots": []}
        )
    except ValidationInfoReadingError:
        return None


def _find_list(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    lists: Sequence[x509.CertificateRevocationList],
    now: datetime,
) -> x509.CertificateRevocationList:
    """The newest list of an issuer that counts now."""
    own = sorted((each for each in lists if is_signed_by(each, issuer)), key=lambda each: each.last_update_utc)
    current = [each for each in own if each.last_update_utc <= now and _holds_until(each, now)]
    if current:
        return current[-1]
    missing = f'the list of certificates that "{name_of(issuer)}" withdrew'
    words = f"{missing} has run out or is not in force yet" if own else f"{missing} is missing"
    raise BuilderError(
        f'The certificate of "{name_of(certificate)}" can\'t be proved to be in force: {words}.',
        "Give that list with --revocations; for the company's own keys it is company-ca.crl in the folder of keys.",
    )


def _holds_until(revoked: x509.CertificateRevocationList, now: datetime) -> bool:
    return revoked.next_update_utc is None or now <= revoked.next_update_utc


def _issuer(certificate: x509.Certificate) -> str:
    return " ".join(certificate.issuer.rfc4514_string().split())


def _convert(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
