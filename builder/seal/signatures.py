"""The signatures of a file: whose they are, whether they hold, and whether anything but signing happened after them."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from builder.seal.envelope import find_bend
from builder.seal.pack_file import count_signatures
from builder.seal.revisions import find_changes, find_new_titles
from builder.seal.trust import Trust
from builder.seal.verdict import plain

for _name in ("pyhanko", "pyhanko_certvalidator"):
    # It writes a traceback for every certificate that isn't trusted; what it finds is said in `Signature`.
    logging.getLogger(_name).addHandler(logging.NullHandler())

_SIGNING = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


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

    @property
    def holds(self) -> bool:
        """Whether what was signed is what the file shows."""
        return not self.problem


@dataclass(frozen=True)
class Signatures:
    """The signatures of a file.

    Attributes:
        found: In the order in which they were made.
        removed: How many more stand in its bytes that it no longer shows, because something appended took them out.
    """

    found: tuple[Signature, ...]
    removed: int


def read_signatures(data: bytes, trust: Trust | None = None, *, deep: bool = False) -> Signatures:
    """The signatures of a file, each examined.

    Args:
        data: A file, perhaps not even a PDF.
        trust: Whom the reader trusts; no one if left out.
        deep: Compare every object of every revision, which takes minutes for large files, instead of only those written anew.

    Raises:
        NotReadableError: It can't be read as a PDF.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data))
        embedded = sorted(reader.embedded_regular_signatures, key=lambda signature: signature.signed_revision)
        revisions = reader.xrefs.total_revisions
        shown = len(reader.embedded_signatures)
    except Exception as error:  # any kind: it is a file from outside, and the library doesn't say which it raises
        raise NotReadableError(
            f"it is not a PDF that can be read ({plain(str(error), 150) or type(error).__name__})."
        ) from error
    found = []
    for signature in embedded:
        later = _find_later_changes(reader, signature, revisions, deep=deep)
        found.append(_examine(signature, trust or Trust(), later, data))
    return Signatures(tuple(found), max(0, count_signatures(data) - shown))


def _find_later_changes(reader: PdfFileReader, signature: Any, revisions: int, *, deep: bool) -> str:
    """What was changed after a signature beyond signing, in words; empty if nothing was."""
    first = signature.signed_revision + 1
    try:
        changes = [change for revision in range(first, revisions) for change in find_changes(reader, revision)]
        if first == revisions or not (changes or deep):
            return ""
        # Other programs' ways of signing touch more than ours. The library knows which of that is harmless, if slowly.
        signature.compute_integrity_info(skip_diff=True)
        result = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
        if isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.FORM_FILLING:
            # It lets every change of the description through; dates may change, what the file is called may not.
            changes = find_new_titles(reader, signature.signed_revision)
            if not changes:
                return ""
    except Exception as error:  # as above
        return f"what was added afterwards can't be read ({type(error).__name__})"
    return "it was changed afterwards: " + (", ".join(changes[:3]) or plain(str(result), 150))


def _examine(embedded: EmbeddedPdfSignature, trust: Trust, later: str, data: bytes) -> Signature:
    try:
        return _read(embedded, trust, later, data)
    except Exception as error:  # a signature whose parts can't be read is a signature that doesn't hold
        problem = f"its parts can't be read ({plain(str(error), 150) or type(error).__name__})"
        return Signature(_field_name(embedded), "unknown", "", None, None, "", False, problem, False, "")


def _read(embedded: EmbeddedPdfSignature, trust: Trust, later: str, data: bytes) -> Signature:
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
    distrust = _distrust(status, trust, certificate.dump(), moment)
    return Signature(
        field=_field_name(embedded),
        signer=_common_name(certificate),
        fingerprint=certificate.sha256.hex(),
        signed_at=claimed,
        stamped_at=authority.timestamp if authority else None,
        authority=_common_name(authority.signing_cert) if authority else "",
        is_stamp_intact=bool(authority and authority.intact and authority.valid),
        problem=_problem(embedded, status, later, data),
        is_trusted=not distrust,
        distrust=distrust,
    )


def _problem(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, later: str, data: bytes) -> str:
    if not status.intact:
        return "the bytes it signed are not those in the file"
    if not status.valid:
        return "it was not made with the key of its certificate"
    if status.coverage not in _WHOLE:
        return "it does not cover the whole file as it was when it was signed"
    if status.timestamp_validity and not (status.timestamp_validity.intact and status.timestamp_validity.valid):
        return "its timestamp does not belong to it"
    if bend := find_bend(embedded, data):
        return bend
    end = int(embedded.byte_range[2]) + int(embedded.byte_range[3])
    if embedded.signed_revision == embedded.reader.xrefs.total_revisions - 1 and end != len(data):
        return f"{len(data) - end:,} bytes were added after it"
    return later


def _distrust(status: PdfSignatureStatus, trust: Trust, certificate: bytes, moment: datetime | None) -> str:
    if not trust.roots:
        return "no certificate was given to hold it against"
    if not status.trusted:
        return "none of the trusted certificates issued the signer's, or it did not hold at that time"
    return trust.withdrawal(certificate, moment) if moment else ""


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


def _field_name(embedded: EmbeddedPdfSignature) -> str:
    return plain(str(embedded.fq_name), 80)


def _common_name(certificate: Any) -> str:
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return plain(" ".join(str(name).split()))
