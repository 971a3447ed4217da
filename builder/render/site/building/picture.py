"""Pictures on the site: without the place, the owner and whatever else a phone writes into them."""

from __future__ import annotations

from builder.render.pdf.image import UnusableImage, prepare_image

WHOLE_SIZE = 10_000
"""Pixels of the longer side up to which a picture keeps its size."""

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff")
_MARKS = (b"Exif", b"eXIf", b"EXIF", b"tEXt", b"zTXt", b"iTXt", b"xmpmeta", b"ns.adobe.com", b"Photoshop", b"XMP ")
"""With which hidden data begins in JPEG, PNG and WebP; a scan without any of them is copied as it is."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SEEN = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"))
"""The chunks of a PNG that say what one sees (PNG, third edition, section 11)."""


def plain_picture(path: str, data: bytes) -> bytes:
    """The bytes to publish of a file that stands in the site.

    Args:
        path: Of the file in the repository. What is no picture by its name is a scan.
        data: Its bytes.

    Returns:
        The same bytes for what is no picture, and for a picture without hidden data; nothing for one that can't be read, because then
        nobody knows what it holds.
    """
    if not path.lower().endswith(_PICTURES) or not any(mark in data for mark in _MARKS):
        return data
    if path.startswith("content/") and data.startswith(_PNG):
        # Not drawn anew: a logo or a drawing may be transparent.
        return _plain_png(data)
    try:
        return prepare_image(data, longest_side=WHOLE_SIZE).data
    except UnusableImage:
        return b""


def _plain_png(data: bytes) -> bytes:
    """The picture without the chunks that say something else than what one sees; nothing where its chunks don't fit its length."""
    kept, at = [_PNG], len(_PNG)
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            return b""
        kind = data[at + 4 : at + 8]
        if kind in _SEEN:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            break
    return b"".join(kept)
