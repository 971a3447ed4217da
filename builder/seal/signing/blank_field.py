"""Opening a pack to sign it: its blank fields, and what is not such a file."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from builder.model.error import BuilderError


class Appender(IncrementalPdfFileWriter):
    """Appends to the pack without touching its title, dates or producer."""

    def _update_meta(self) -> None:
        """Nothing: who signed and when stands in the signature, and a reader can see that nothing else was changed."""


def blank_fields(data: bytes) -> list[str]:
    """Names of the signature fields that nobody has signed yet, in signing order.

    Raises:
        BuilderError: The file can't be read.
    """
    return _blank_fields(open_pack(data))


def _blank_fields(writer: IncrementalPdfFileWriter) -> list[str]:
    return [name for name, value, _ in enumerate_sig_fields(writer) if value is None]


def open_pack(data: bytes) -> IncrementalPdfFileWriter:
    """What appends to the pack.

    Raises:
        BuilderError: It can't be read.
    """
    try:
        writer = Appender(io.BytesIO(data))
        _blank_fields(writer)
    except Exception as error:  # any kind: it is a file from outside, and the library doesn't say which it raises
        raise BuilderError("The file can't be read as a pack.", "Sign the file that `muster pack` wrote.") from error
    return writer


def find_box(writer: IncrementalPdfFileWriter, field: str) -> tuple[float, float]:
    """Width and height of a blank field in points.

    Raises:
        BuilderError: There is no such field, or it is signed.
    """
    for name, value, reference in enumerate_sig_fields(writer):
        if name != field:
            continue
        if value is not None:
            raise BuilderError(
                f"The field {field} is signed already.", f"Blank fields are: {_listed(_blank_fields(writer))}."
            )
        left, bottom, right, top = (float(edge) for edge in reference.get_object()["/Rect"])
        return abs(right - left), abs(top - bottom)
    if not any(True for _ in enumerate_sig_fields(writer)):
        raise BuilderError(
            "The file is no pack: it has no place for a signature.", "Sign the file that `muster pack` wrote."
        )
    raise BuilderError(
        f"The pack has no signature field called {field[:60]}.",
        f"Blank fields are: {_listed(_blank_fields(writer))}.",
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def refuse_encrypted(data: bytes) -> None:
    """Raises a BuilderError if the file asks for a password; a pack never does."""
    try:
        is_encrypted = PdfFileReader(io.BytesIO(data)).encrypted
    except Exception:  # any kind; what can't be read at all is refused in its own words
        return
    if is_encrypted:
        raise BuilderError(
            "The file is encrypted, so it is not the pack that `muster pack` wrote.",
            "Sign the file that `muster pack` wrote.",
        )
