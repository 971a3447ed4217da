"""Whether a time stamp holds, judged at its own time: a certificate that has run out since takes nothing from it.

The signature and the chain of certificates are checked by pyHanko, which the packs' signatures rest on too. What RFC 3161 asks
beyond them, and what has to hold where no authority is trusted, is checked here.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from asn1crypto import cms, core, x509

from builder.read.stamp.answer import ALGORITHMS, Answer, NotAStampError, read_info
from builder.read.stamp.statement import Statement

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # It writes a traceback for every certificate that isn't trusted; what it finds is said in `Examined`.
    logging.getLogger(_library).addHandler(logging.NullHandler())


class Trusted(Protocol):
    """The authorities that a reader trusts."""

    def certificates(self) -> list[x509.Certificate]:
        """Their root certificates."""

    def withdrawal(self, certificate: bytes, moment: datetime | None) -> str:
        """Why a certificate did not count at a moment; empty if it did."""


@dataclass(frozen=True)
class Examined:
    """What checking a stamp gave.

    Attributes:
        problem: Why it doesn't hold, as a whole sentence; empty if it does.
        authority: Name in the certificate; empty if there is none that can be read.
        fingerprint: sha256 of the certificate, 64 hex digits.
        is_trusted: Whether it holds and an authority that the reader trusts stands behind it.
        distrust: Why not, as the end of a sentence; empty if trusted.
    """

    problem: str
    authority: str = ""
    fingerprint: str = ""
    is_trusted: bool = False
    distrust: str = ""


def examine_stamp(answer: Answer, statement: Statement, trusted: Trusted | None = None) -> Examined:
    """Checks a stamp over a statement. Never raises, whatever the bytes.

    Checked (RFC 3161, 2.3 and 2.4.2; RFC 5816; read 2026-11-23): the imprint is the statement's digest; one signature, made with
    the certificate in the stamp, over the stamp's content; the signing-certificate attribute names that certificate; its only
    purpose is time stamping, marked critical; it was valid at the stamp's time; it leads to a trusted one, if any is given.
    Lists of withdrawn certificates are only those that the reader has.
    """
    try:
        return _examine(answer, statement, trusted)
    except NotAStampError as error:
        return Examined(str(error))
    except Exception as error:  # any kind: these are bytes from outside, and the libraries don't say which they raise
        return Examined(f"The stamp's parts can't be read ({type(error).__name__}).")


def _examine(answer: Answer, statement: Statement, trusted: Trusted | None) -> Examined:
    token = cms.ContentInfo.load(answer.token, strict=True)
    read_info(token)
    if answer.algorithm not in ALGORITHMS:
        return Examined(f"It stamps a {answer.algorithm} digest, which is too weak to count.")
    if answer.imprint != statement.digest(answer.algorithm):
        return Examined("It stamps something else than the statement of this commit.")
    signed = token["content"]
    certificate = _find_certificate(signed)
    authority, fingerprint = _name(certificate), certificate.sha256.hex()
    problem = _find_misuse(certificate, signed["signer_infos"][0], answer.at)
    if problem:
        return Examined(problem, authority, fingerprint)
    status = _check_signature(signed, answer, trusted.certificates() if trusted else [certificate])
    if not (status["intact"] and status["valid"]):
        return Examined("Its signature doesn't fit what it says: it was changed, or made up.", authority, fingerprint)
    distrust = _find_distrust(status, certificate, answer.at, trusted)
    return Examined("", authority, fingerprint, not distrust, distrust)


def _find_certificate(signed: cms.SignedData) -> x509.Certificate:
    """The certificate of the key that signed."""
    # Imported late: the library takes half a second, and most programs have no stamps.
    from pyhanko.sign.general import CMSExtractionError
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, get_signing_cert_attr

    if len(signed["signer_infos"]) != 1 or signed["signer_infos"][0]["signed_attrs"] is core.VOID:
        raise NotAStampError("It is not signed in the way of a time stamp.")
    if not signed["certificates"].native:
        raise NotAStampError(
            "The authority's certificate is not in it; ask with the .tsq file as it is, which asks for it."
        )
    try:
        certificate = extract_certs_for_validation(signed).signer_cert
        named = get_signing_cert_attr(signed["signer_infos"][0]["signed_attrs"])
    except (CMSExtractionError, SignatureValidationError) as error:
        raise NotAStampError("It names another certificate than the one that signed it.") from error
    if named is None:
        raise NotAStampError("It doesn't name the certificate that signed it, as a time stamp must.")
    return certificate


def _find_misuse(certificate: x509.Certificate, signer: cms.SignerInfo, at: datetime) -> str:
    """Why the certificate can't make stamps of that time; empty if it can."""
    purposes = certificate.extended_key_usage_value
    if (
        purposes is None
        or purposes.native != ["time_stamping"]
        or "extended_key_usage" not in certificate.critical_extensions
    ):
        return "The certificate that signed it is not one for time stamps."
    if signer["digest_algorithm"]["algorithm"].native not in (*ALGORITHMS, "sha3_256", "sha3_384", "sha3_512"):
        return (
            f"It is signed over a {signer['digest_algorithm']['algorithm'].native} digest, which is too weak to count."
        )
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= at <= last:
        return f"The authority's certificate held from {first:%Y-%m-%d} to {last:%Y-%m-%d}, and the stamp is of {at:%Y-%m-%d}."
    return ""


def _check_signature(signed: cms.SignedData, answer: Answer, roots: list[x509.Certificate]) -> dict[str, Any]:
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=answer.at)
    checking = validate_tst_signed_data(signed, context, lambda _: answer.imprint)
    found: dict[str, Any] = asyncio.run(checking)
    return found


def _find_distrust(status: dict[str, Any], certificate: x509.Certificate, at: datetime, trusted: Trusted | None) -> str:
    if trusted is None or not trusted.certificates():
        return "no certificate of an authority was given to hold it against"
    if status["trust_problem_indic"] is not None or status["validation_path"] is None:
        return "none of the given certificates issued the authority's, or it did not hold at that time"
    return trusted.withdrawal(certificate.dump(), at)


def _name(certificate: x509.Certificate) -> str:
    found = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    text = found if isinstance(found, str) else ", ".join(map(str, found))
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:80]


def utc_text(at: datetime) -> str:
    """A time as anchor records have it: 2026-06-30T14:05:09Z."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
