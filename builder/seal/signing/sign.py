"""Signing a pack: a PAdES signature by a named signer in one of the blank fields, appended so that nothing before it changes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, PdfTimeStamper, SigDSSPlacementPreference
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from builder.model.error import BuilderError
from builder.seal.signing.appearance import Stamp, draw_stamp
from builder.seal.signing.blank_field import blank_fields as blank_fields
from builder.seal.signing.blank_field import find_box, open_pack, refuse_encrypted
from builder.seal.signing.chain import find_chain, is_root
from builder.seal.signing.key_file import KeyHolder, open_key
from builder.seal.signing.long_term import (
    NO_PROOFS,
    Level,
    Proofs,
    carried_proofs,
    choose_level,
    collect_proofs,
    refuse_withdrawn,
)
from builder.seal.signing.timestamp import Authority
from builder.seal.verdict import plain
from builder.seal.verifying.signatures import NotReadableError, find_additions, read_signatures
from builder.seal.verifying.trust import Trust

_DIGEST = "sha256"


@dataclass(frozen=True)
class Wish:
    """What a signature shall be.

    Attributes:
        field: Name of a blank signature field.
        reason: Printed beside the signature, such as "Compiled and reviewed"; may be empty.
        now: With time zone; printed, and the certificate has to hold then.
        level: B-B, B-T, B-LT or B-LTA; empty for B-T with a time-stamping authority and B-B without.
        timestamp_url: A time-stamping authority; the only thing that ever goes over the network, a digest.
        proofs: Certificates of issuers, and lists of withdrawn certificates; B-LT and B-LTA need them.
    """

    field: str
    reason: str
    now: datetime
    level: str = ""
    timestamp_url: str | None = None
    proofs: Proofs = NO_PROOFS


def sign_pack(
    data: bytes,
    *,
    key: bytes,
    passphrase: str,
    field: str,
    reason: str,
    now: datetime,
    timestamp_url: str | None = None,
    level: str = "",
    proofs: Proofs = NO_PROOFS,
) -> bytes:
    """The pack with one more signature by the key in a .p12 file; the rest is as in `sign_with`.

    Raises:
        BuilderError: As there, or the key can't be used.
    """
    wish = Wish(field, reason, now, level, timestamp_url, proofs)
    return sign_with(data, open_key(key, passphrase, now, wish.proofs.certificates), wish)


def sign_with(data: bytes, holder: KeyHolder, wish: Wish) -> bytes:
    """The pack with one more signature; its first bytes are the pack as it was.

    The first signature certifies the pack: from then on only further fields may be signed. The last bytes are covered by the new
    signature, or at the level B-LTA by the timestamp that follows it: what proves a signature is written before it is made.

    Args:
        data: The pack, signed by others or not.
        holder: Whose key signs.
        wish: How.

    Raises:
        BuilderError: The file isn't a pack or was changed after somebody signed it, there is no such blank field, a proof is missing,
            or the authority gave no time that can be relied on.
    """
    level = choose_level(wish.level, wish.timestamp_url)
    refuse_encrypted(data)
    signed = _refuse_changed(data)
    writer = open_pack(data)
    box = find_box(writer, wish.field)
    _refuse_receipt(wish.field, signed)
    refuse_withdrawn(holder.chain, wish.proofs, wish.now, "Sign with the key that took its place.")
    issuers = wish.proofs.certificates
    authority = Authority(wish.timestamp_url, now=wish.now, issuers=issuers) if wish.timestamp_url else None
    signer = _Signer(
        _metadata(wish, not signed, _context(data, holder, authority, level, wish)),
        signer=holder.signer,
        timestamper=authority,
        stamp_style=draw_stamp(_stamp(holder, wish), *box),
        time=wish.now,
    )
    result = _sign(signer, writer)
    if level is Level.ARCHIVE and authority is not None:
        result = _add_timestamp(result, authority)
    _refuse_result(data, result, wish, holder)
    return result


def _metadata(wish: Wish, is_first: bool, context: ValidationContext | None) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=wish.field,
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=wish.reason or None,
        certify=is_first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        validation_context=context,
        embed_validation_info=context is not None,
        # Looked at already; the library would want nonRepudiation, which not every issuer grants.
        signer_key_usage=set(),
        # Written before the signature and before the timestamp, so that both are covered; the library's own way is afterwards.
        dss_settings=DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE),
    )


def _context(
    data: bytes, holder: KeyHolder, authority: Authority | None, level: Level, wish: Wish
) -> ValidationContext | None:
    """What is embedded to prove the signature with; None at the levels that carry nothing."""
    if authority is None or level not in (Level.LONG_TERM, Level.ARCHIVE):
        return None
    # Asked before the authority: it isn't troubled where the signature can't be made.
    collect_proofs([holder.chain], wish.proofs, None, wish.now)
    own, others = authority.known_certificates()
    chain = find_chain(own, (*others, *wish.proofs.certificates))
    refuse_withdrawn(chain, wish.proofs, wish.now, "Choose another time-stamping authority.")
    return collect_proofs([holder.chain, chain], wish.proofs, carried_proofs(data), wish.now)


def _stamp(holder: KeyHolder, wish: Wish) -> Stamp:
    return Stamp(
        holder.name,
        ", ".join(filter(None, (holder.title, holder.company))),
        f"{wish.now:%Y-%m-%d %H:%M %z}",
        wish.reason,
        holder.fingerprint,
    )


class _Signer(PdfSigner):
    """Signs with a time that is given instead of the computer's."""

    def __init__(self, *arguments: Any, time: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._time = time

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self._time
        return session


_RECEIPT = "auditor_receipt"


def _refuse_receipt(field: str, signed: int) -> None:
    """The first signature certifies the pack, and that is not the auditor's to do."""
    if field == _RECEIPT and not signed:
        raise BuilderError(
            "Nobody of the company has signed this pack, so there is nothing yet that the auditor could receive.",
            "Sign it in the field hs_manager first.",
        )


def _refuse_changed(data: bytes) -> int:
    """How many signatures the pack has.

    Raises:
        BuilderError: It was changed after one of them.
    """
    try:
        signatures = read_signatures(data)
    except NotReadableError as error:
        raise BuilderError(
            f"The file can't be read as a pack: {error}", "Sign the file that `muster pack` wrote."
        ) from error
    if signatures.removed:
        raise BuilderError(
            "A signature was taken out of this pack.",
            "Ask for the file as it was signed; `muster verify` says what is wrong.",
        )
    for signature in signatures.found:
        if not signature.holds:
            raise BuilderError(
                f"The pack was changed after {signature.signer} signed it in the field {signature.field}.",
                "Ask for the file as they signed it; `muster verify` says what is wrong.",
            )
    if not signatures.found and (added := find_additions(data)):
        raise BuilderError(
            f"This is not the pack as Muster wrote it: {added}.", "Sign the file that `muster pack` wrote."
        )
    return len(signatures.found)


def _sign(signer: PdfSigner, writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    with _in_words():
        signer.sign_pdf(writer, existing_fields_only=True, output=out)
    return out.getvalue()


def _add_timestamp(data: bytes, authority: Authority) -> bytes:
    """The pack with a timestamp over all of it; what proves the authority's certificate stands in it already.

    The library would add it by itself, with a writer that puts its own name and the computer's time into the description.
    """
    out = io.BytesIO()
    with _in_words():
        PdfTimeStamper(authority).timestamp_pdf(open_pack(data), _DIGEST, validation_context=None, output=out)
    return out.getvalue()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (SigningError, PathBuildingError, PathValidationError) as error:
        raise BuilderError(f"The pack can't be signed: {plain(str(error), 300)}", "Nothing was signed.") from error


def _refuse_result(data: bytes, result: bytes, wish: Wish, holder: KeyHolder) -> None:
    """Looks at the signed pack as a reader would, so that no signature leaves that somebody else would find fault with."""
    roots = [each for each in (*holder.chain, *wish.proofs.certificates) if is_root(each)]
    signatures = read_signatures(result, Trust(tuple(each.public_bytes(Encoding.DER) for each in roots)))
    [made] = [signature for signature in signatures.found if signature.field == wish.field]
    faults = [made.problem, made.unsure, *(stamp.problem for stamp in signatures.stamps), signatures.freedom]
    if not result.startswith(data) or made.fingerprint != holder.fingerprint:
        faults.insert(0, "it is not the one that was asked for")
    if any(faults):
        raise BuilderError(
            f"The signature that was made would not be accepted: {next(filter(None, faults))}.",
            "Nothing was signed. Tell whoever looks after this program what was signed, and with which kind of key.",
        )
