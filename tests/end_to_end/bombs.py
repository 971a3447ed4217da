"""Files that are small and become large, or are not what they say: pictures for the tests of what a pack does with them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from tests.render.pdf.sections.company import SCAN


def png_of(width: int, height: int) -> bytes:
    """A PNG of one colour, small as a file however large as a picture."""
    row = b"\0" + b"\0" * width
    packer = zlib.compressobj(1)
    data = b"".join([packer.compress(row * 100) for _ in range(height // 100)]) + packer.flush()

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def picture(format: str, size: tuple[int, int] = (8000, 8000)) -> bytes:
    out = io.BytesIO()
    options = {"compression": "tiff_lzw"} if format == "TIFF" else {}
    Image.new("1" if format != "WEBP" else "RGB", size).save(out, format, **options)
    return out.getvalue()


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((600, 800), 60).save(out, "JPEG")
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("scan.png", SCAN)
    return out.getvalue()


def svg(content: str, size: str = 'width="9" height="9"', start: str = "") -> bytes:
    return f'{start}<svg xmlns="http://www.w3.org/2000/svg" {size}><title>D</title>{content}</svg>'.encode()


LAUGHS = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "PNG of 12,000 x 12,000": (lambda: png_of(12_000, 12_000), "pixels"),
    "PNG of 20,000 x 20,000": (lambda: png_of(20_000, 20_000), "pixels"),
    "TIFF": (lambda: picture("TIFF"), "pixels"),
    "GIF": (lambda: picture("GIF"), "pixels"),
    "WebP": (lambda: picture("WEBP", (5100, 5000)), "pixels"),
    "JPEG that is cut off": (lambda: jpeg()[:9000], "can't be read whole"),
    "PNG that is cut off": (lambda: SCAN[:600], "can't be read whole"),
    "PNG that claims to be larger": (lambda: SCAN[:16] + struct.pack(">II", 60_000, 60_000) + SCAN[24:], ""),
    "archive that calls itself a picture": (archive, "is not an image that can be read"),
    "text": (lambda: b"not a picture", "is not an image that can be read"),
    "nothing": (lambda: b"", "is not an image that can be read"),
    "SVG of a billion words": (lambda: svg("<text>&i;</text>", start=LAUGHS + "]>"), "entities"),
    "SVG as large as a field": (lambda: svg("<rect/>", 'viewBox="0 0 1e12 1e12" width="1e12"'), "drawing (SVG)"),
    "SVG of 50,000 layers": (lambda: svg("<g>" * 50_000 + "</g>" * 50_000), "drawing (SVG)"),
    "SVG with filters": (
        lambda: svg('<filter id="f"><feTurbulence numOctaves="99999"/></filter><rect filter="url(#f)"/>'),
        "drawing (SVG)",
    ),
}
