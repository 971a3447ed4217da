"""Verifying a pack: whatever the bytes are, an answer in one word with the checks behind it, never an exception."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.error import BuilderError
from builder.seal.pack_file import NotAPackError, PackFacts, has_broken_signature, read_pack, unsigned_part
from builder.seal.privacy.reveal import REVEALED, check_revealed, find_redactions
from builder.seal.verdict import Check, Status, Verdict, Verification
from builder.seal.verifying.held_files import ATTACHED
from builder.seal.verifying.inside import LookBeside, check_beside, check_inside
from builder.seal.verifying.printed import PRINTED
from builder.seal.verifying.proof import APPROVAL_TAGS, PREVIOUS, History, describe_previous, prove_history
from builder.seal.verifying.signature_checks import check_signatures, vouches
from builder.seal.verifying.signatures import NotReadableError, Signatures, read_signatures
from builder.seal.verifying.trust import Trust, read_trust

AS_SIGNED = "as-signed"
"""Name of the check of the file's beginning, where what was added to it can't be judged."""


@dataclass(frozen=True)
class Reading:
    """How a file is to be verified.

    Attributes:
        trust: Certificates that the reader trusts (PEM, with lists of withdrawn ones, or one in DER); None if they gave none.
        repository: To prove that every file in the manifest stood in the commit it names.
        look: Finds the files that were handed over beside the pack.
        deep: Compare all objects of all revisions where somebody else's program appended more than a signature; minutes and
            gigabytes for a large pack. Otherwise that is left open.
        revealed: A file with a value that was withheld, to hold against the pack's commitments; None if there is none.
    """

    trust: bytes | Trust | None = None
    repository: History | None = None
    look: LookBeside | None = None
    deep: bool = False
    revealed: bytes | None = None


def verify_pack(
    data: bytes,
    *,
    trust: bytes | Trust | None = None,
    repository: History | None = None,
    look: LookBeside | None = None,
    deep: bool = False,
    revealed: bytes | None = None,
) -> Verification:
    """What may be said of a file.

    `genuine` needs one signer of the company whom the reader trusts: they vouch for the whole file as it then was. It, and `intact`,
    need more than that all signatures hold: that nothing in the file could be changed without one of them breaking. Certificates are
    judged as of the time of signing (an authority's, else the one the signer's computer claimed), so the answer doesn't depend on
    today, and packs can be read for longer than certificates hold.

    Args:
        data: Any bytes.
        trust: See `Reading`, as for all that follow.
        repository: To hold the manifest against.
        look: Finds the files beside the pack.
        deep: Compare all objects.
        revealed: A value to hold against the pack's commitments.
    """
    try:
        return _verify(data, Reading(trust, repository, look, deep, revealed))
    except Exception as error:  # the promise of this function; what escaped is still said
        detail = f"Checking stopped on something unexpected in the file ({type(error).__name__})."
        return Verification(Verdict.UNVERIFIABLE, (Check("file", Status.FAIL, detail),))


def _verify(data: bytes, reading: Reading) -> Verification:
    checks: list[Check] = []
    pinned, refused = _read_trust(reading.trust)
    if refused:
        checks.append(refused)
    try:
        signatures = read_signatures(data, pinned, deep=reading.deep)
        facts = read_pack(data)
    except (NotReadableError, NotAPackError) as error:
        return _unreadable(data, str(error), checks)
    checks.append(_describe_file(data, facts))
    checks += check_signatures(signatures, pinned, facts.manifest.company)
    inside = check_inside(data, facts)
    checks += (*inside, *check_beside(facts.manifest, reading.look), *_check_withheld(data, facts, reading.revealed))
    if reading.repository:
        proofs = prove_history(facts.manifest, reading.repository)
    else:
        proofs = (*describe_previous(facts.manifest.previous), _no_repository())
    checks += proofs
    verdict = _judge(signatures, facts.manifest.company, inside, proofs)
    if verdict is Verdict.UNVERIFIABLE and (note := _describe_beginning(data, signatures, pinned)):
        checks.append(note)
    return Verification(verdict, tuple(checks), facts.manifest)


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


def _check_withheld(data: bytes, facts: PackFacts, revealed: bytes | None) -> tuple[Check, ...]:
    if revealed is not None:
        return (check_revealed(find_redactions(data), revealed),)
    bound = sum(bool(file.commitment) for file in facts.manifest.files)
    if not bound:
        return ()
    detail = (
        f"{bound:,} {'file is' if bound == 1 else 'files are'} in it with parts left out. It is bound to what they say, which can be "
        "checked only when the company reveals a value (--revealed)."
    )
    return (Check(REVEALED, Status.NOT_CHECKED, detail),)


def _no_repository() -> Check:
    return Check("repository", Status.NOT_CHECKED, "No repository was given to hold the pack's files against (--repo).")


def _judge(signatures: Signatures, company: str, inside: Sequence[Check], proofs: Sequence[Check]) -> Verdict:
    made = (*signatures.found, *signatures.stamps)
    if signatures.removed or any(signature.problem for signature in made):
        return Verdict.ALTERED
    if any(check.status is Status.FAIL and check.name not in (APPROVAL_TAGS, PREVIOUS) for check in proofs):
        return Verdict.FOREIGN
    if not signatures.found or signatures.freedom or any(signature.unsure for signature in made):
        return Verdict.UNVERIFIABLE
    # Whoever signed a pack that contradicts itself did not see what they signed.
    if any(check.status is Status.FAIL and check.name in (ATTACHED, PRINTED) for check in inside):
        return Verdict.UNVERIFIABLE
    return Verdict.GENUINE if any(vouches(each, company) for each in signatures.found) else Verdict.INTACT


def _describe_beginning(data: bytes, signatures: Signatures, trust: Trust | None) -> Check | None:
    """What may be said of the file as one of its signers left it, if what came behind it can't be judged."""
    for signature in reversed(signatures.found):
        if signature.end >= len(data):
            continue
        before = read_signatures(data[: signature.end], trust)
        if before.freedom or before.removed or not all(each.holds for each in (*before.found, *before.stamps)):
            continue
        detail = (
            f"The first {signature.end:,} bytes are the pack as {signature.signer} signed it in {signature.field}, with nothing changed; "
            "only what was added behind them is in question."
        )
        return Check(AS_SIGNED, Status.PASS, detail)
    return None
