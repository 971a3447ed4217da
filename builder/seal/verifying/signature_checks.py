"""The signatures of a file as checks: each whether it holds, who made it and when, then whether they leave anything uncovered."""

from __future__ import annotations

from collections.abc import Iterator

from builder.seal.verdict import Check, Status, plain
from builder.seal.verifying.signatures import Signature, Signatures
from builder.seal.verifying.trust import Trust

COVERAGE = "coverage"
"""Name of the check of what the last signature leaves uncovered."""


RECEIPT = "auditor_receipt"
"""The field in which somebody signs that they received the pack, not that it is true."""


def vouches(signature: Signature, company: str) -> bool:
    """Whether a signature makes a pack its company's own, in the eyes of a reader who trusts the signer.

    A receipt doesn't, and neither does somebody of another company: who reads packs of many companies trusts the roots of them all.

    Args:
        signature: In the pack.
        company: Whose pack it says it is.
    """
    return signature.is_trusted and signature.field != RECEIPT and not _is_stranger(signature, company)


def _is_stranger(signature: Signature, company: str) -> bool:
    """Whether the certificate names another company; `muster keys` cuts the name at 64 letters, as certificates have it."""
    theirs, ours = (" ".join(name.split())[:64].strip().casefold() for name in (signature.organization, company))
    return bool(theirs) and theirs != ours


def check_signatures(signatures: Signatures, trust: Trust | None, company: str) -> tuple[Check, ...]:
    """The checks.

    Args:
        signatures: Of the file.
        trust: Whom the reader trusts; None if they named nobody.
        company: Whose pack it says it is.
    """
    if signatures.removed:
        detail = f"{signatures.removed} of the signatures in the file's bytes can't be seen any more: something added to it took them out."
        return (Check("signatures", Status.FAIL, detail),)
    if not signatures.found:
        return (Check("signatures", Status.FAIL, "Nobody has signed this pack, so anybody could have changed it."),)
    return tuple(_check(signatures, trust, company))


def _check(signatures: Signatures, trust: Trust | None, company: str) -> Iterator[Check]:
    is_vouched_for = any(vouches(signature, company) and signature.holds for signature in signatures.found)
    for signature in signatures.found:
        yield _check_integrity(signature)
        # An auditor's receipt needn't be in the reader's list, as long as somebody of the company is. Anybody can sign a field that
        # was left blank: a name there that nobody vouches for must not pass for an approval.
        is_expected = trust is not None and not (signature.field == RECEIPT and is_vouched_for)
        yield _check_signer(signature, company, is_expected=is_expected)
        yield _check_time(signature)
    for stamp in signatures.stamps:
        yield _check_stamp(stamp)
    yield _check_coverage(signatures)


def _check_integrity(signature: Signature) -> Check:
    name = f"signature {signature.field}"
    if signature.problem:
        return Check(name, Status.FAIL, f"This signature does not hold: {signature.problem}.")
    if signature.unsure:
        return Check(name, Status.NOT_CHECKED, f"What it covers is unchanged, but {signature.unsure}.")
    return Check(name, Status.PASS, "Nothing in the file has changed since it was signed here.")


def _check_signer(signature: Signature, company: str, *, is_expected: bool) -> Check:
    name = f"signer {signature.field}"
    who = f"{signature.signer}, certificate sha256 {signature.fingerprint or 'unreadable'}"
    if signature.is_trusted and signature.field != RECEIPT and _is_stranger(signature, company):
        whose = f"of {plain(signature.organization)}, and the pack is {plain(company)}'s"
        return Check(name, Status.FAIL, f"{who}; trusted, but {whose}: they can't vouch for another company.")
    if signature.is_trusted:
        return Check(name, Status.PASS, f"{who}; trusted.")
    detail = f"{who}; not known to be trusted: {signature.distrust or 'it could not be read'}."
    return Check(name, Status.FAIL if is_expected else Status.NOT_CHECKED, detail)


def _check_time(signature: Signature) -> Check:
    name = f"time {signature.field}"
    if signature.stamped_at:
        return _describe_time(name, signature)
    if signature.signed_at:
        claimed = f"{signature.signed_at:%Y-%m-%d %H:%M %z}"
        return Check(name, Status.NOT_CHECKED, f"{claimed} by the signer's own computer; no authority confirmed it.")
    return Check(name, Status.NOT_CHECKED, "The signature names no time.")


def _describe_time(name: str, signature: Signature) -> Check:
    said = f"{signature.stamped_at:%Y-%m-%d %H:%M:%S} UTC, signed by {signature.authority}"
    if not signature.is_stamp_intact:
        return Check(name, Status.FAIL, f"{said}; it does not belong to this signature.")
    if signature.is_authority_trusted:
        return Check(name, Status.PASS, f"{said}; trusted.")
    # Anybody can set up an authority and let it say any time.
    return Check(name, Status.NOT_CHECKED, f"{said}, which is not known to be trusted (give its root with --trust).")


def _check_stamp(stamp: Signature) -> Check:
    name = f"timestamp {stamp.field}"
    if stamp.problem:
        return Check(name, Status.FAIL, f"This timestamp of the whole file does not hold: {stamp.problem}.")
    if stamp.unsure:
        return Check(name, Status.NOT_CHECKED, f"What it covers is unchanged, but {stamp.unsure}.")
    time = _describe_time(name, stamp)
    return Check(name, time.status, f"The file was as it is here at {time.detail}")


def _check_coverage(signatures: Signatures) -> Check:
    last = signatures.last
    if last is None or last.problem:
        return Check(COVERAGE, Status.FAIL, "The last signature doesn't hold, so nothing covers the file as it is.")
    if last.unsure:
        return Check(COVERAGE, Status.NOT_CHECKED, f"Not every byte is vouched for: {last.unsure}.")
    if signatures.freedom:
        detail = (
            f"Every byte is covered but the place of the last signature ({last.field}), and in there something could be changed "
            f"without anyone noticing: {signatures.freedom}. Other programs sign so; it doesn't touch what the pages say."
        )
        return Check(COVERAGE, Status.NOT_CHECKED, detail)
    return Check(
        COVERAGE,
        Status.PASS,
        f"The last one ({last.field}) covers every byte but its own place, and that can be written in one way only.",
    )
