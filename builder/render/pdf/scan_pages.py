"""A scan as pictures of its pages: a photo is one, a TIFF or a PDF of a scanner is as many as it has, up to a limit."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from builder.render.pdf.image import Picture, prepare_images
from builder.render.pdf.scanned_pdf import draw_pdf

MOST_PAGES = 20
"""Of one scan that are printed; the rest of a manual stays in the repository, named with its digest."""


@dataclass(frozen=True)
class ScanPages:
    """What of a scan can be printed.

    Attributes:
        pictures: Its first pages, `MOST_PAGES` at most, never none.
        total: How many pages it has.
    """

    pictures: tuple[Picture, ...]
    total: int


def picture_pages(data: bytes, *, longest_side: int) -> ScanPages:
    """The pages of a scan as plain pictures; the same bytes give the same pictures with the same versions of Pillow and PDFium.

    Args:
        data: PNG, JPEG, GIF, WebP, TIFF, SVG or PDF.
        longest_side: Of a picture, in pixels.

    Raises:
        UnusableImage: It can't be read whole, or is over the limits.
    """
    if is_pdf(data):
        return ScanPages(*draw_pdf(data, longest_side=longest_side, most=MOST_PAGES))
    return ScanPages(*prepare_images(data, longest_side=longest_side, most=MOST_PAGES))


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF; readers look for its mark in the first 1,024 bytes, because mail programs put lines before it."""
    return b"%PDF-" in data[:1024]


@functools.cache
def drawing_digest() -> str:
    """A digest of what turns a PDF into pictures: PDFium, and our own code around it."""
    digest = hashlib.sha256(version("pypdfium2").encode())
    for name in ("pdf_drawing.py", "scan_pages.py"):
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


def write_pages(pages: ScanPages) -> bytes:
    """The pages as one piece of bytes, to be kept: a line that says what follows, then the pictures."""
    head = {
        "total": pages.total,
        "pictures": [[each.mime, each.width, each.height, len(each.data)] for each in pages.pictures],
    }
    return json.dumps(head).encode() + b"\n" + b"".join(each.data for each in pages.pictures)


def read_pages(kept: bytes) -> ScanPages | None:
    """The pages of `write_pages`; None when the bytes are anything else, so that they are made again."""
    line, _, rest = kept.partition(b"\n")
    pictures = []
    at = 0
    try:
        head = json.loads(line)
        for mime, width, height, size in head["pictures"]:
            pictures.append(Picture(rest[at : at + size], mime, width, height))
            at += size
        total = int(head["total"])
    except (ValueError, KeyError, TypeError):
        return None
    return ScanPages(tuple(pictures), total) if pictures and at == len(rest) else None
