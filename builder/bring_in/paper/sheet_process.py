"""The process that looks at the pages of a scan. It reads the scan from standard input and is started by `sheets` only."""

from __future__ import annotations

import io
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import partial

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

MAX_PIXELS = 150_000_000
"""Of one picture: a letter page at 1,200 dots per inch; phones make at most 200 million, and those few are asked for again smaller."""

POINTS_PER_INCH = 72
MOST_DOTS = 300
"""Per inch, at which a page is drawn."""

SIDES = (2200, 3400, 1700, 1200)
"""Longest side of a page, in pixels, at which a code is looked for in turn: 200 dots per inch of a letter page, then 300 for a code that
was printed small, then fewer, which evens out noise, screens and the edges of shadows."""

INK = 30
"""By how much a mark is darker than the paper around it, of 255."""

LEAST_INK = 0.0003
"""Of the page's area; a page with less is blank. A name in pencil covers about three times that."""


_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class _Refused(Exception):  # noqa: N818 - what it is
    """Why nothing is read, as the end of a sentence."""


def serve(arguments: list[str]) -> None:
    """Looks at the scan of standard input, or cuts pages out of it.

    Args:
        arguments: Bytes of memory, seconds of processor time, most pages; then, to cut a PDF, the first and the last page, from 1.
    """
    memory, seconds, most, *cut = (int(each) for each in arguments)
    _limit(memory, seconds)
    data = sys.stdin.buffer.read()
    problem, pages, body = "", list[dict[str, object]](), b""
    try:
        if cut:
            body = _cut(data, cut[0], cut[1])
        else:
            pages = [_look(image) for image in _pictures(data, most)]
    except _Refused as refused:
        problem = str(refused)
    except MemoryError:
        problem = f"needs more than {memory // 1024**2:,} MiB of memory"
    sys.stdout.buffer.write(json.dumps({"problem": problem, "pages": pages}).encode() + b"\n" + body)


def _limit(memory: int, seconds: int) -> None:
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # A crash leaves no image of the memory behind: it would hold the scan.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


Draw = Callable[[int], Image.Image]
"""A page in grey, whose longest side has at most so many pixels."""


def _pictures(data: bytes, most: int) -> Iterator[Draw]:
    """The pages, one at a time; one is gone when the next is asked for."""
    return _pages_of_pdf(data, most) if b"%PDF-" in data[:1024] else _pages_of_image(data, most)


def _pages_of_pdf(data: bytes, most: int) -> Iterator[Draw]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium's error 4; the message is all that the Python side passes on.
        locked = "password" in str(error).lower()
        raise _Refused("is locked with a password; save it without one" if locked else _DAMAGED) from error
    _refuse_number(len(pdf), most)
    # Without this, what somebody typed into the boxes of a form is not drawn.
    pdf.init_forms()
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            longest = max(page.get_size())
            if longest <= 0:
                raise _Refused(f"has a page without a size: page {number + 1}")
            yield partial(_draw, page, longest)
            page.close()
        except pypdfium2.PdfiumError as error:
            raise _Refused(f"has a page that can't be drawn: page {number + 1}") from error


def _draw(page: pypdfium2.PdfPage, longest: float, side: int) -> Image.Image:
    scale = min(MOST_DOTS / POINTS_PER_INCH, side / longest)
    drawn: Image.Image = page.render(scale=scale, may_draw_forms=True, grayscale=True).to_pil()
    return drawn.convert("L")


_DAMAGED = "can't be read as a PDF: it is damaged or cut off"


def _pages_of_image(data: bytes, most: int) -> Iterator[Draw]:
    number = 0
    try:
        with warnings.catch_warnings():
            # Pillow only warns between its limit and twice that.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "TIFF"]) as image:
                pages = getattr(image, "n_frames", 1)
                _refuse_number(pages, most)
                for number in range(pages):
                    image.seek(number)
                    _refuse_size(image)
                    # A JPEG can be decoded at half its size or less, which a phone's 50 million pixels need.
                    image.draft("L", (max(SIDES), max(SIDES)))
                    yield partial(_sized, _grey(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _Refused(f"has more than {MAX_PIXELS:,} pixels") from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, EOFError) as error:
        raise _Refused(f"can't be read whole; page {number + 1} is damaged or cut off") from error


def _grey(image: Image.Image) -> Image.Image:
    # Pillow cuts off 16 bits at 255 instead of dividing them, which leaves a white page.
    return image.point(lambda value: value * (1 / 256)).convert("L") if image.mode[:1] == "I" else image.convert("L")


def _refuse_number(pages: int, most: int) -> None:
    if pages == 0:
        raise _Refused("has no pages")
    if pages > most:
        raise _Refused(f"has {pages:,} pages; at most {most} are read at once, so scan it in several files")


def _refuse_size(image: Image.Image) -> None:
    # Each page of a TIFF has its own size, and Pillow looks at that of the first only.
    if image.width * image.height > MAX_PIXELS:
        raise _Refused(f"has a page of {image.width:,} x {image.height:,} pixels; {MAX_PIXELS:,} in all are allowed")


def _look(draw: Draw) -> dict[str, object]:
    image = draw(SIDES[0])
    is_blank = _is_blank(image)
    return {
        "codes": [] if is_blank else _codes(image, draw),
        "blank": is_blank,
        "tall": max(image.size) / max(min(image.size), 1),
    }


def _codes(image: Image.Image, draw: Draw) -> list[str]:
    """What the QR codes of a page say, in order, each once; other kinds of codes are on products and not looked for."""
    for way in _ways(image, draw):
        found = zxingcpp.read_barcodes(way, formats=_QR)
        texts = list(dict.fromkeys(each.text[:500] for each in found))
        if texts:
            return texts[:20]
    return []


def _ways(image: Image.Image, draw: Draw) -> Iterator[Image.Image]:
    """The page as the reader is shown it in turn: most codes are read at the first try, and each further one costs time."""
    yield image
    for side in SIDES[1:]:
        other = draw(side)
        if other.size != image.size:
            yield other
    # Grey of a worn copier, and the grain of a photo taken in a dim trailer.
    yield ImageOps.autocontrast(image.filter(ImageFilter.MedianFilter(3)), cutoff=2)
    yield image.filter(ImageFilter.UnsharpMask(radius=4, percent=200, threshold=0))


def _sized(image: Image.Image, side: int) -> Image.Image:
    if max(image.size) <= side:
        return image
    small = image.copy()
    small.thumbnail((side, side), Image.Resampling.BOX, reducing_gap=None)
    return small


def _is_blank(image: Image.Image) -> bool:
    """Whether nothing stands on the page but the grain of paper and what the edges of a scanner leave."""
    side, edge = 500, 0.06
    small = image.resize((side, side), Image.Resampling.BOX)
    margin = int(side * edge)
    inner = small.crop((margin, margin, side - margin, side - margin))
    # Against the paper around it, because a lamp or a shadow makes one half of a page darker than the other.
    around = inner.filter(ImageFilter.GaussianBlur(20))
    ink = sum(1 for here, paper in zip(inner.tobytes(), around.tobytes(), strict=True) if here < paper - INK)
    return ink < LEAST_INK * inner.width * inner.height


def _cut(data: bytes, first: int, last: int) -> bytes:
    """Pages of a PDF as a PDF of its own, which holds nothing of the other pages; the same bytes each time.

    The pages are copied as they are: pictures are not coded anew.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.Pdf.new() as part:
            # What was typed into boxes becomes part of the page: the list of boxes belongs to the whole file and stays behind.
            pdf.generate_appearance_streams()
            pdf.flatten_annotations("print")
            for page in list(pdf.pages)[first - 1 : last]:
                part.pages.append(page)
            out = io.BytesIO()
            part.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return out.getvalue()
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, RuntimeError) as error:
        raise _Refused("can't be cut into its forms; save it anew, or scan the forms one by one") from error
