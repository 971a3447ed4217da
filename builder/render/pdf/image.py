"""Images before they reach a page: which are usable, and a plain copy of a photo without what must not be passed on."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from builder.render.pdf.limits import MAX_ASSET_BYTES, MAX_PIXELS

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp", "TIFF": "image/tiff"}
_ON_PAGE = ("image/png", "image/jpeg")
"""What a part may hold beside SVG; everything else goes through `prepare_image` first."""

MAX_TIFF_PAGES = 200
"""Pages that are counted; a TIFF of 40 MB could hold a million empty ones."""

SVG = "image/svg+xml"
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class UnusableImage(ValueError):  # noqa: N818 - what it is, as the sentence says it
    """An image that can't be printed; the message says why, as the end of a sentence: "has 40,000 x 40,000 pixels …"."""


@dataclass(frozen=True)
class Picture:
    """An image that may stand on a page.

    Attributes:
        data: Bytes to hand over as an asset.
        mime: image/png, image/jpeg or image/svg+xml.
        width, height: In pixels; 0 for SVG, which has no pixels.
    """

    data: bytes
    mime: str
    width: int
    height: int


def examine_image(data: bytes) -> Picture:
    """The image as it is, with its measures. It is decoded once, because a JPEG is put into the pack undecoded, cut off or not.

    Raises:
        UnusableImage: It isn't PNG, JPEG or SVG, is too large, is cut off, or declares XML entities.
    """
    if len(data) > MAX_ASSET_BYTES:
        raise UnusableImage(f"is {len(data):,} bytes long; {MAX_ASSET_BYTES:,} are allowed")
    if _is_svg(data):
        # Entities are how a small file becomes a large text; charts and logos don't need them.
        if _DECLARED.search(data):
            raise UnusableImage("declares XML entities or a document type")
        return Picture(data, SVG, 0, 0)
    with _open(data) as image:
        mime = _FORMATS[image.format or ""]
        if mime not in _ON_PAGE:
            raise UnusableImage(f"is {image.format}; PNG, JPEG and SVG can be printed")
        if image.mode in ("CMYK", "LAB", "F") or image.mode.startswith("I;16"):
            raise UnusableImage(f"has colours of kind {image.mode}; the pack is RGB")
        with _whole():
            image.load()
        return Picture(data, mime, image.width, image.height)


def prepare_image(data: bytes, *, longest_side: int = 2000) -> Picture:
    """A plain copy of a scan or photo: upright, RGB, no larger than needed, and without its hidden data.

    The hidden data of a phone's photo holds the place and the phone's owner, so it must not reach an auditor unasked. The same
    bytes give the same copy with the same version of Pillow. SVG comes back as it is.

    Args:
        data: PNG, JPEG, GIF, WebP, TIFF (its first page) or SVG.
        longest_side: In pixels; 2000 prints a letter page at about 180 dots per inch.

    Raises:
        UnusableImage: It can't be read whole, or is over the limits.
    """
    return prepare_images(data, longest_side=longest_side, most=1)[0][0]


def prepare_images(data: bytes, *, longest_side: int, most: int) -> tuple[tuple[Picture, ...], int]:
    """Plain copies of all pages of a scan, as `prepare_image` makes them, and how many pages it has.

    Args:
        data: As for `prepare_image`; only a TIFF has pages.
        longest_side: In pixels.
        most: How many pages are prepared.

    Raises:
        UnusableImage: One of these pages can't be read whole, or is over the limits.
    """
    if _is_svg(data):
        return (examine_image(data),), 1
    if len(data) > MAX_ASSET_BYTES:
        raise UnusableImage(f"is {len(data):,} bytes long; {MAX_ASSET_BYTES:,} are allowed")
    with _open(data) as image, _whole():
        if image.format != "TIFF":
            return (_prepare_page(image, longest_side),), 1
        pictures = []
        total = 0
        while total < MAX_TIFF_PAGES and _turn_to(image, total):
            if total < most:
                pictures.append(_prepare_page(image, longest_side))
            total += 1
        return tuple(pictures), total


def _turn_to(image: Image.Image, page: int) -> bool:
    """Whether the TIFF has such a page, counted from 0; the image stands at it then."""
    try:
        image.seek(page)
    except EOFError:
        return False
    # Each page has its own size, and only that of the first was looked at when the file was opened.
    _refuse_many_pixels(image)
    return True


def _prepare_page(image: Image.Image, longest_side: int) -> Picture:
    is_photo = image.format in ("JPEG", "WEBP")
    image.load()
    plain = ImageOps.exif_transpose(image)
    plain.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    return _write_plain(_on_white(plain), is_photo)


@contextmanager
def _whole() -> Iterator[None]:
    """Decoding that fails on an image that is cut off; WeasyPrint tells Pillow to fill such images up with grey."""
    tolerant, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    except (OSError, SyntaxError, ValueError, ArithmeticError) as error:
        raise UnusableImage(f"can't be read whole ({error})") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant


def _is_svg(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in data[:4000]


def _open(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=list(_FORMATS))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise UnusableImage(f"has more than {MAX_PIXELS:,} pixels") from error
        raise UnusableImage("is not an image that can be read") from error
    try:
        _refuse_many_pixels(image)
    except UnusableImage:
        image.close()
        raise
    return image


def _refuse_many_pixels(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise UnusableImage(f"has {image.width:,} x {image.height:,} pixels; {MAX_PIXELS:,} in all are allowed")


def _on_white(image: Image.Image) -> Image.Image:
    """Grey or RGB, what was transparent laid on white, as paper would."""
    if image.mode in ("L", "RGB"):
        return image
    if image.mode in ("1", "I;16", "I", "F"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")


def _write_plain(image: Image.Image, is_photo: bool) -> Picture:
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    out = io.BytesIO()
    if is_photo:
        clean.save(out, "JPEG", quality=82, optimize=False, progressive=False)
    else:
        clean.save(out, "PNG", optimize=False, compress_level=3)
    mime = "image/jpeg" if is_photo else "image/png"
    return Picture(out.getvalue(), mime, clean.width, clean.height)
