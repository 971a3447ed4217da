"""One signature of a file, or one document timestamp: whose it is, and whether it holds for what it covers."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from builder.seal.verdict import plain
from builder.seal.verifying.envelope import find_bend
from builder.seal.verifying.trust import Trust

for _name in ("pyhanko", "pyhanko_certvalidator"):
    # It writes a traceback for every certificate that isn't trusted; what it finds is said in `Signature`.
    logging.getLogger(_name).addHandler(logging.NullHandler())

_SIGNING = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
_STAMP = "/DocTimeStamp"


class NotReadableError(ValueError):
    """The file can't be read as a PDF; the message says why."""


@dataclass(frozen=True)
class Signature:
    """One signature and what is true of it.

    Attributes:
        field: Name of the field it is in.
        signer: Name in the certificate.
        fingerprint: sha256 of the certificate, 64 hex digits.
        signed_at: The time the signer's computer claimed.
        stamped_at: The time that an authority signed for it, if one did.
        authority: Name of that authority.
        is_stamp_intact: Whether the authority's token holds and belongs to this signature.
        problem: Why the signature doesn't hold, as the middle of a sentence; empty if it does.
        is_trusted: Whether the reader trusts the signer.
        distrust: Why not; empty if they do.
        unsure: What was added after it that nobody looked into, as the middle of a sentence; empty if there is nothing such.
        end: How many of the file's first bytes it covers.
        is_stamp: Whether it is a document timestamp, which an authority signed and no person.
        is_authority_trusted: Whether the reader trusts the authority.
        organization: Company in the certificate; empty if it names none.
    """

    field: str
    signer: str
    fingerprint: str
    signed_at: datetime | None
    stamped_at: datetime | None
    authority: str
    is_stamp_intact: bool
    problem: str
    is_trusted: bool
    distrust: str
    unsure: str = ""
    end: int = 0
    is_stamp: bool = False
    is_authority_trusted: bool = False
    organization: str = ""

    @property
    def holds(self) -> bool:
        """Whether what was signed is what the file shows, as far as that was looked into."""
        return not self.problem and not self.unsure


def read_signature(embedded: EmbeddedPdfSignature, trust: Trust, data: bytes) -> Signature:
    """What is true of a signature or document timestamp by itself; what came after it is not looked at.

    Args:
        embedded: In the file.
        trust: Whom the reader trusts.
        data: The file.
    """
    is_stamp = False
    try:
        is_stamp = str(embedded.sig_object_type) == _STAMP
        return _read_stamp(embedded, trust, data) if is_stamp else _read(embedded, trust, data)
    except Exception as error:  # a signature whose parts can't be read is a signature that doesn't hold
        problem = f"its parts can't be read ({plain(str(error), 150) or type(error).__name__})"
        return Signature(
            _field_name(embedded), "unknown", "", None, None, "", False, problem, False, "", is_stamp=is_stamp
        )


def _read(embedded: EmbeddedPdfSignature, trust: Trust, data: bytes) -> Signature:
    stamp = _stamp_time(embedded)
    claimed = embedded.self_reported_timestamp
    moment = stamp or claimed
    status = validate_pdf_signature(
        embedded,
        signer_validation_context=_context(trust, moment),
        ts_validation_context=_context(trust, stamp),
        key_usage_settings=_SIGNING,
        skip_diff=True,
    )
    certificate = embedded.signer_cert
    authority = status.timestamp_validity
    is_authority_trusted = bool(
        authority
        and trust.roots
        and authority.trusted
        and not trust.withdrawal(authority.signing_cert.dump(), authority.timestamp)
    )
    # What the signer's own computer claims proves nothing against a withdrawal.
    proved = authority.timestamp if authority and is_authority_trusted else None
    distrust = _distrust(status, trust, certificate.dump(), proved)
    problem = _problem(embedded, status, data)
    if not problem and authority and not (authority.intact and authority.valid):
        problem = "its timestamp does not belong to it"
    return Signature(
        field=_field_name(embedded),
        signer=_common_name(certificate),
        fingerprint=certificate.sha256.hex(),
        signed_at=claimed,
        stamped_at=authority.timestamp if authority else None,
        authority=_common_name(authority.signing_cert) if authority else "",
        is_stamp_intact=bool(authority and authority.intact and authority.valid),
        problem=problem,
        is_trusted=not distrust,
        distrust=distrust,
        end=_end(embedded),
        is_authority_trusted=is_authority_trusted,
        organization=_organization(certificate),
    )


def _read_stamp(embedded: EmbeddedPdfSignature, trust: Trust, data: bytes) -> Signature:
    time = embedded.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    status = validate_pdf_timestamp(embedded, validation_context=_context(trust, time), skip_diff=True)
    certificate = embedded.signer_cert
    name = _common_name(certificate)
    distrust = _distrust(status, trust, certificate.dump(), time)
    return Signature(
        field=_field_name(embedded),
        signer=name,
        fingerprint=certificate.sha256.hex(),
        signed_at=None,
        stamped_at=status.timestamp,
        authority=name,
        is_stamp_intact=bool(status.intact and status.valid),
        problem=_problem(embedded, status, data),
        is_trusted=not distrust,
        distrust=distrust,
        end=_end(embedded),
        is_stamp=True,
        is_authority_trusted=not distrust,
    )


def _problem(embedded: EmbeddedPdfSignature, status: Any, data: bytes) -> str:
    if not status.intact:
        return "the bytes it signed are not those in the file"
    if not status.valid:
        return "it was not made with the key of its certificate"
    if status.coverage not in _WHOLE:
        return "it does not cover the whole file as it was when it was signed"
    return find_bend(embedded, data)


def _distrust(status: Any, trust: Trust, certificate: bytes, moment: datetime | None) -> str:
    if not trust.roots:
        return "no certificate was given to hold it against"
    if not status.trusted:
        return "none of the trusted certificates issued the signer's, or it did not hold at that time"
    return trust.withdrawal(certificate, moment)


def _context(trust: Trust, moment: datetime | None) -> ValidationContext:
    """Judges certificates as of the time of signing: packs are read for longer than certificates hold.

    Lists of withdrawn certificates are held against the signer in `Trust.withdrawal`, which knows that a stolen key backdates.
    """
    return ValidationContext(
        trust_roots=trust.certificates(), allow_fetching=False, revocation_mode="soft-fail", moment=moment
    )


def _stamp_time(embedded: EmbeddedPdfSignature) -> datetime | None:
    for token in extract_tst_data_iter(embedded.signer_info, signed=False):
        time = token["encap_content_info"]["content"].parsed["gen_time"].native
        return time if isinstance(time, datetime) else None
    return None


def _end(embedded: EmbeddedPdfSignature) -> int:
    return int(embedded.byte_range[2]) + int(embedded.byte_range[3])


def _field_name(embedded: EmbeddedPdfSignature) -> str:
    return plain(str(embedded.fq_name), 80)


def _organization(certificate: Any) -> str:
    name = certificate.subject.native.get("organization_name") or ""
    return " ".join((name if isinstance(name, str) else " ".join(name)).split())


def _common_name(certificate: Any) -> str:
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return plain(" ".join(str(name).split()))
