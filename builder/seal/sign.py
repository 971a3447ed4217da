"""Signing a pack: a PAdES signature by a named signer in one of the blank fields, appended so that nothing before it changes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from builder.model.error import BuilderError
from builder.seal.appearance import Stamp, draw_stamp
from builder.seal.key_file import KeyHolder, open_key
from builder.seal.signatures import NotReadableError, read_signatures
from builder.seal.timestamp import Authority

_DIGEST = "sha256"


def sign_pack(
    data: bytes,
    *,
    key: bytes,
    passphrase: str,
    field: str,
    reason: str,
    now: datetime,
    timestamp_url: str | None = None,
) -> bytes:
    """The pack with one more signature; its first bytes are the pack as it was.

    The first signature certifies the pack: from then on only further fields may be signed. With a timestamp it is PAdES B-T,
    without PAdES B-B.

    Args:
        data: The pack, signed by others or not.
        key: The signer's .p12 file.
        passphrase: Of that file.
        field: Name of a blank signature field.
        reason: Printed beside the signature, such as "Compiled and reviewed"; may be empty.
        now: With time zone; printed, and the certificate has to hold then.
        timestamp_url: A time-stamping authority; the only thing that ever goes over the network, a digest.

    Raises:
        BuilderError: The file isn't a pack or was changed after somebody signed it, there is no such blank field, the key can't be
            used, or the authority gave no time that can be relied on.
    """
    holder = open_key(key, passphrase, now)
    signed = _refuse_changed(data)
    writer = _open(data)
    box = _find_field(writer, field)
    stamp = Stamp(
        holder.name,
        ", ".join(filter(None, (holder.title, holder.company))),
        f"{now:%Y-%m-%d %H:%M %z}",
        reason,
        holder.fingerprint,
    )
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        certify=not signed,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    signer = _Signer(
        metadata,
        signer=holder.signer,
        timestamper=Authority(timestamp_url) if timestamp_url else None,
        stamp_style=draw_stamp(stamp, *box),
        time=now,
    )
    result = _sign(signer, writer)
    _refuse_result(data, result, field, holder, timestamp_url)
    return result


class _Appender(IncrementalPdfFileWriter):
    """Appends to the pack without touching its title, dates or producer."""

    def _update_meta(self) -> None:
        """Nothing: who signed and when stands in the signature, and a reader can see that nothing else was changed."""


class _Signer(PdfSigner):
    """Signs with a time that is given instead of the computer's."""

    def __init__(self, *arguments: Any, time: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._time = time

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self._time
        return session


def blank_fields(data: bytes) -> list[str]:
    """Names of the signature fields that nobody has signed yet, in signing order.

    Raises:
        BuilderError: The file can't be read.
    """
    return _blank_fields(_open(data))


def _blank_fields(writer: IncrementalPdfFileWriter) -> list[str]:
    return [name for name, value, _ in enumerate_sig_fields(writer) if value is None]


def _open(data: bytes) -> IncrementalPdfFileWriter:
    try:
        writer = _Appender(io.BytesIO(data))
        _blank_fields(writer)
    except Exception as error:  # any kind: it is a file from outside, and the library doesn't say which it raises
        raise BuilderError("The file can't be read as a pack.", "Sign the file that `muster pack` wrote.") from error
    return writer


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
    return len(signatures.found)


def _find_field(writer: IncrementalPdfFileWriter, field: str) -> tuple[float, float]:
    """Width and height of a blank field in points."""
    for name, value, reference in enumerate_sig_fields(writer):
        if name != field:
            continue
        if value is not None:
            raise BuilderError(
                f"The field {field} is signed already.", f"Blank fields are: {_listed(_blank_fields(writer))}."
            )
        left, bottom, right, top = (float(edge) for edge in reference.get_object()["/Rect"])
        return abs(right - left), abs(top - bottom)
    raise BuilderError(
        f"The pack has no signature field called {field[:60]}.",
        f"Blank fields are: {_listed(_blank_fields(writer))}.",
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _sign(signer: PdfSigner, writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    try:
        signer.sign_pdf(writer, existing_fields_only=True, output=out)
    except SigningError as error:
        raise BuilderError(f"The pack can't be signed: {error}", "") from error
    return out.getvalue()


def _refuse_result(data: bytes, result: bytes, field: str, holder: KeyHolder, timestamp_url: str | None) -> None:
    """Looks at the signed pack as a reader would; what an authority answered is believed only then."""
    [made] = [signature for signature in read_signatures(result).found if signature.field == field]
    if timestamp_url and (made.stamped_at is None or not made.is_stamp_intact):
        raise BuilderError(
            f"The time-stamping authority {timestamp_url} can't be relied on: its signature on the time doesn't hold.",
            "Nothing was signed. Choose another authority, or sign without --timestamp-url.",
        )
    if not result.startswith(data) or not made.holds or made.fingerprint != holder.fingerprint:
        raise RuntimeError("the signature that was just made does not hold")
