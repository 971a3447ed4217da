"""The process that draws the pages of a scanned PDF. It reads the PDF from standard input and is started by `scanned_pdf` only."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

POINTS_PER_INCH = 72
DOTS_PER_INCH = 150
JPEG_QUALITY = 80
MAX_PICTURE_PIXELS = 150_000_000
"""A letter page at 1,200 dots per inch; PDFium leaves a page white whose picture is too large for it."""

MOST_GREY = 12
"""By how much the colours of a grey pixel may differ: what scanners and JPEG leave of the paper's tint."""

Drawn = tuple[str, int, int, bytes]
"""A page: kind, width and height in pixels, bytes."""


class _Refused(Exception):  # noqa: N818 - what it is
    """Why nothing is drawn, as the end of a sentence."""


def serve(arguments: list[str]) -> None:
    """Draws the PDF of standard input and writes a line about the pictures, then the pictures.

    Args:
        arguments: Longest side in pixels, most pages, bytes of memory, seconds of processor time.
    """
    longest, most, memory, seconds = (int(each) for each in arguments)
    _limit(memory, seconds)
    problem, total, pages = "", 0, list[Drawn]()
    try:
        total, pages = _draw(sys.stdin.buffer.read(), longest, most)
    except _Refused as refused:
        problem = str(refused)
    except MemoryError:
        problem = f"needs more than {memory // 1024**2:,} MiB of memory"
    sizes = [[mime, width, height, len(data)] for mime, width, height, data in pages]
    sys.stdout.buffer.write(json.dumps({"problem": problem, "total": total, "pictures": sizes}).encode() + b"\n")
    for *_, data in pages:
        sys.stdout.buffer.write(data)


def _limit(memory: int, seconds: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # A crash leaves no image of the memory behind: it would hold the scan.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _draw(data: bytes, longest: int, most: int) -> tuple[int, list[Drawn]]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium's error 4; the message is all that the Python side passes on.
        locked = "password" in str(error).lower()
        raise _Refused("is locked with a password; save it without one" if locked else _DAMAGED) from error
    if len(pdf) == 0:
        raise _Refused("has no pages")
    _look_inside(data)
    if pdf.get_formtype() == pypdfium2.raw.FORMTYPE_XFA_FULL:
        raise _Refused("is a form whose pages are made by a program (XFA); print it to a plain PDF first")
    # Without this, what somebody typed into the boxes of a form is not drawn.
    pdf.init_forms()
    return len(pdf), [_encode(image) for image in _pictures(pdf, longest, min(len(pdf), most))]


_DAMAGED = "can't be read as a PDF: it is damaged or cut off"


def _look_inside(data: bytes) -> None:
    """Raises _Refused for what PDFium would pass over in silence, so that the page drawn were not the page that was filed."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Stream):
                    _refuse_large_picture(each)
                # Unparsed, a name is written in one way, however it was disguised.
                elif b"/JavaScript" in each.unparse(resolved=True):
                    raise _Refused("holds a program (JavaScript); print it to a plain PDF first")
    except pikepdf.PdfError as error:
        raise _Refused(_DAMAGED) from error


def _refuse_large_picture(stream: pikepdf.Stream) -> None:
    width, height = stream.get("/Width"), stream.get("/Height")
    if isinstance(width, int) and isinstance(height, int) and width * height > MAX_PICTURE_PIXELS:
        raise _Refused(
            f"holds a picture of {width:,} x {height:,} pixels; {MAX_PICTURE_PIXELS:,} in all are allowed in a PDF"
        )


def _pictures(pdf: pypdfium2.PdfDocument, longest: int, count: int) -> Iterator[Image.Image]:
    for number in range(count):
        try:
            page = pdf[number]
            width, height = page.get_size()
            if not (width > 0 and height > 0):
                raise _Refused(f"has a page without a size: page {number + 1}")
            scale = min(DOTS_PER_INCH / POINTS_PER_INCH, longest / max(width, height))
            image = page.render(scale=scale, may_draw_forms=True).to_pil()
            page.close()
        except pypdfium2.PdfiumError as error:
            raise _Refused(f"has a page that can't be drawn: page {number + 1}") from error
        yield image


def _encode(image: Image.Image) -> Drawn:
    """The page as the smaller of PNG and JPEG, grey where it has no colour."""
    plain = image.convert("RGB")
    red, green, blue = plain.split()
    # Of the differences between the channels, counted by size, none is larger than paper and lamp explain.
    if not any(
        any(ImageChops.difference(left, right).histogram()[MOST_GREY + 1 :])
        for left, right in ((red, green), (green, blue))
    ):
        plain = plain.convert("L")
    drawn = []
    for kind, options in (("PNG", {"compress_level": 6}), ("JPEG", {"quality": JPEG_QUALITY})):
        out = io.BytesIO()
        plain.save(out, kind, optimize=False, **options)
        drawn.append((f"image/{kind.lower()}", plain.width, plain.height, out.getvalue()))
    return min(drawn, key=lambda each: len(each[-1]))
