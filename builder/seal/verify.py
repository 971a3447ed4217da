"""Verifying a pack: whatever the bytes are, an answer in one word with the checks behind it, never an exception."""

from __future__ import annotations

import hashlib

from builder.model.error import BuilderError
from builder.seal.pack_file import NotAPackError, PackFacts, has_broken_signature, read_pack, unsigned_part
from builder.seal.proof import APPROVAL_TAGS, PREVIOUS, History, describe_previous, prove_history
from builder.seal.signatures import NotReadableError, Signature, Signatures, read_signatures
from builder.seal.trust import Trust, read_trust
from builder.seal.verdict import Check, Status, Verdict, Verification


def verify_pack(
    data: bytes,
    *,
    trust: bytes | Trust | None = None,
    repository: History | None = None,
    deep: bool = False,
) -> Verification:
    """What may be said of a file.

    `genuine` needs one signer whom the reader trusts: whoever signs vouches for the whole file as it then was. Certificates are
    judged as of the time of signing (an authority's, else the one the signer's computer claimed), so the answer doesn't depend on
    today, and packs can be read for longer than certificates hold.

    Args:
        data: Any bytes.
        trust: Certificates that the reader trusts (PEM, with lists of withdrawn ones, or one in DER); None if they gave none.
        repository: To prove that every file in the manifest stood in the commit it names.
        deep: Compare all objects of all revisions; minutes and gigabytes for a large pack. The fast way looks only at what was
            appended and falls back to this where somebody else's program appended more than a signature.
    """
    try:
        return _verify(data, trust, repository, deep=deep)
    except Exception as error:  # the promise of this function; what escaped is still said
        detail = f"Checking stopped on something unexpected in the file ({type(error).__name__})."
        return Verification(Verdict.UNVERIFIABLE, (Check("file", Status.FAIL, detail),))


def _verify(data: bytes, trust: bytes | Trust | None, repository: History | None, *, deep: bool) -> Verification:
    checks: list[Check] = []
    pinned, refused = _read_trust(trust)
    if refused:
        checks.append(refused)
    try:
        signatures = read_signatures(data, pinned, deep=deep)
        facts = read_pack(data)
    except (NotReadableError, NotAPackError) as error:
        return _unreadable(data, str(error), checks)
    checks.append(_describe_file(data, facts))
    checks += _check_signatures(signatures, pinned)
    if repository:
        proofs = prove_history(facts.manifest, repository)
    else:
        proofs = (*describe_previous(facts.manifest.previous), _no_repository())
    checks += proofs
    return Verification(_judge(signatures, proofs), tuple(checks), facts.manifest)


def _read_trust(trust: bytes | Trust | None) -> tuple[Trust | None, Check | None]:
    if trust is None or isinstance(trust, Trust):
        return trust, None
    try:
        return read_trust(trust), None
    except BuilderError as error:
        # No root: the pack can still be intact, but the reader asked for more and must see that they did not get it.
        return Trust(), Check("trust", Status.FAIL, f"{error.message} {error.cure}".strip())


def _unreadable(data: bytes, reason: str, checks: list[Check]) -> Verification:
    detail = reason[:1].upper() + reason[1:]
    if has_broken_signature(data):
        detail += " It holds a signature, and the bytes it signed are not those in the file."
        return Verification(Verdict.ALTERED, (*checks, Check("file", Status.FAIL, detail)))
    return Verification(Verdict.UNVERIFIABLE, (*checks, Check("file", Status.FAIL, detail)))


def _describe_file(data: bytes, facts: PackFacts) -> Check:
    manifest = facts.manifest
    digest = hashlib.sha256(unsigned_part(data)).hexdigest()
    return Check(
        "file",
        Status.PASS,
        f"Pack {manifest.pack_id} of {manifest.company}, as of {manifest.as_of}, {facts.pages:,} pages; "
        f"sha256 before anyone signed it: {digest}.",
    )


def _check_signatures(signatures: Signatures, trust: Trust | None) -> list[Check]:
    if signatures.removed:
        detail = f"Something added to the file took {signatures.removed} of its signatures out."
        return [Check("signatures", Status.FAIL, detail)]
    if not signatures.found:
        return [Check("signatures", Status.FAIL, "Nobody has signed this pack, so anybody could have changed it.")]
    anyone_trusted = any(signature.is_trusted and signature.holds for signature in signatures.found)
    checks = []
    for signature in signatures.found:
        checks.append(_check_integrity(signature))
        checks.append(_check_signer(signature, trust, anyone_trusted=anyone_trusted))
        checks.append(_check_time(signature))
    return checks


def _check_integrity(signature: Signature) -> Check:
    name = f"signature {signature.field}"
    if signature.holds:
        return Check(name, Status.PASS, "Nothing in the file has changed since it was signed here.")
    return Check(name, Status.FAIL, f"This signature does not hold: {signature.problem}.")


def _check_signer(signature: Signature, trust: Trust | None, *, anyone_trusted: bool) -> Check:
    name = f"signer {signature.field}"
    who = f"{signature.signer}, certificate sha256 {signature.fingerprint or 'unreadable'}"
    if signature.is_trusted:
        return Check(name, Status.PASS, f"{who}; trusted.")
    detail = f"{who}; not known to be trusted: {signature.distrust or 'it could not be read'}."
    # An auditor's receipt needn't be in the reader's list, as long as somebody's signature is.
    expected = trust is not None and not anyone_trusted
    return Check(name, Status.FAIL if expected else Status.NOT_CHECKED, detail)


def _check_time(signature: Signature) -> Check:
    name = f"time {signature.field}"
    if signature.stamped_at:
        status = Status.PASS if signature.is_stamp_intact else Status.FAIL
        return Check(name, status, f"{signature.stamped_at:%Y-%m-%d %H:%M:%S} UTC, signed by {signature.authority}.")
    if signature.signed_at:
        claimed = f"{signature.signed_at:%Y-%m-%d %H:%M %z}"
        return Check(name, Status.NOT_CHECKED, f"{claimed} by the signer's own computer; no authority confirmed it.")
    return Check(name, Status.NOT_CHECKED, "The signature names no time.")


def _no_repository() -> Check:
    return Check("repository", Status.NOT_CHECKED, "No repository was given to hold the pack's files against (--repo).")


def _judge(signatures: Signatures, proofs: tuple[Check, ...]) -> Verdict:
    if signatures.removed or any(not signature.holds for signature in signatures.found):
        return Verdict.ALTERED
    if any(check.status is Status.FAIL and check.name not in (APPROVAL_TAGS, PREVIOUS) for check in proofs):
        return Verdict.FOREIGN
    if not signatures.found:
        return Verdict.UNVERIFIABLE
    return Verdict.GENUINE if any(signature.is_trusted for signature in signatures.found) else Verdict.INTACT
