"""Copies of attached files that can be handed over: as they look, without the hidden data of phones, scanners and office programs."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image

from builder.render.pdf.image import MAX_TIFF_PAGES, SVG, UnusableImage, prepare_images
from builder.render.pdf.limits import MAX_ASSET_BYTES
from builder.seal.privacy.clean_pdf import UncleanError, clean_pdf

WHOLE_SIZE = 10_000
"""Pixels of the longer side up to which a picture keeps its size; a page scanned at 600 dots per inch has 6,600."""

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff")
PLAIN = (".csv", ".tsv", ".txt", ".md", ".json", ".yaml", ".yml", ".tsr", ".tsq")
"""Endings of files that hold nothing but what one sees on opening them (and of time stamps, which hold no hidden data either)."""

_ENDING = {"image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True)
class CleanCopy:
    """A file that can be handed over, or why there is none.

    Attributes:
        name: Of the file, without a folder; its ending may be another one than the original's.
        data: Its bytes; the same for the same original.
        problem: As the end of a sentence: "is cut off"; empty if there is a copy.
    """

    name: str
    data: bytes = b""
    problem: str = ""


def make_clean_copy(path: str, data: bytes) -> CleanCopy:
    """The copy of a file that can be handed over, or the reason why it is left out.

    Pictures are decoded and written anew, upright and in full size: GPS position, owner, camera notes, comments, thumbnails and all
    other hidden data stay behind. PDFs lose their properties, metadata, attached files, programs, forms and notes. Text comes as it
    is. Files of other kinds are left out: what they hide can't be taken out with certainty.

    Args:
        path: Of the file; its ending says what it claims to be.
        data: Its bytes.
    """
    file = PurePosixPath(path)
    ending = file.suffix.lower()
    try:
        if ending in PICTURES:
            return _clean_picture(file, data)
        if ending == ".pdf":
            return CleanCopy(file.name, clean_pdf(data))
    except (UnusableImage, UncleanError) as error:
        return CleanCopy(file.name, problem=str(error))
    if ending in PLAIN:
        if len(data) > MAX_ASSET_BYTES:
            return CleanCopy(file.name, problem=f"is {len(data):,} bytes long; {MAX_ASSET_BYTES:,} are allowed")
        return CleanCopy(file.name, data)
    what = f"is of the kind {ending}" if ending else "has no ending that says of what kind it is"
    return CleanCopy(file.name, problem=f"{what}, and may hold hidden data that can't be taken out")


def clean_copy(path: str, data: bytes) -> tuple[str, bytes] | None:
    """Name and bytes of the copy of a file that can be handed over; None if there is none, for a reason that `make_clean_copy` says."""
    copy = make_clean_copy(path, data)
    return None if copy.problem else (copy.name, copy.data)


def _clean_picture(file: PurePosixPath, data: bytes) -> CleanCopy:
    pictures, total = prepare_images(data, longest_side=WHOLE_SIZE, most=MAX_TIFF_PAGES)
    if pictures[0].mime == SVG:
        return CleanCopy(file.name, problem="is a drawing (SVG) under the name of a picture")
    if total > len(pictures) or total == MAX_TIFF_PAGES:
        return CleanCopy(file.name, problem=f"has {MAX_TIFF_PAGES} pages or more")
    if len(pictures) == 1:
        return CleanCopy(file.with_suffix(_ENDING[pictures[0].mime]).name, pictures[0].data)
    pages = [Image.open(io.BytesIO(each.data)) for each in pictures]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    return CleanCopy(file.with_suffix(".tif").name, out.getvalue())
