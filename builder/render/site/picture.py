"""Pictures on the site: without the place, the owner and whatever else a phone writes into them."""

from __future__ import annotations

from builder.render.pdf.image import UnusableImage, prepare_image

WHOLE_SIZE = 10_000
"""Pixels of the longer side up to which a picture keeps its size."""

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff")
_MARKS = (b"Exif", b"eXIf", b"EXIF", b"tEXt", b"zTXt", b"iTXt", b"xmpmeta", b"ns.adobe.com", b"Photoshop", b"XMP ")
"""With which hidden data begins in JPEG, PNG and WebP; a scan without any of them is copied as it is."""


def plain_picture(path: str, data: bytes) -> bytes:
    """The bytes to publish of a file beside a record or document.

    Args:
        path: Of the file. Pictures of content/ are made for the site, and stay as they are.
        data: Its bytes.

    Returns:
        The same bytes for what is no picture, and for a picture without hidden data; nothing for one that can't be read, because then
        nobody knows what it holds.
    """
    is_picture = path.startswith(("records/", "policies/")) and path.lower().endswith(_PICTURES)
    if not is_picture or not any(mark in data for mark in _MARKS):
        return data
    try:
        return prepare_image(data, longest_side=WHOLE_SIZE).data
    except UnusableImage:
        return b""
