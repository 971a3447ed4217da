"""Takes out of a PDF what one doesn't see on its pages; runs in a process of its own, see `clean_pdf`."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import sys
from collections.abc import Iterator

from pikepdf import (
    Array,
    Dictionary,
    ForeignObjectError,
    Name,
    Object,
    ObjectStreamMode,
    PasswordError,
    Pdf,
    PdfError,
    Stream,
)

MAX_OBJECTS = 200_000
"""Of one file; a scan has a few for each page."""

_ROOT_KEEPS = ("/Type", "/Pages", "/Version", "/Lang", "/PageLabels")
_PAGE_KEEPS: tuple[str, ...] = (
    "/Type",
    "/Parent",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/TrimBox",
    "/Contents",
    "/Rotate",
    "/Group",
)
_NOWHERE = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Thumb", "/AA", "/OPI", "/Alternates", "/DPart")
"""Keys that are taken out wherever they stand (ISO 32000-2: 14.3, 14.5, 14.13, 12.3.4, 12.6.3, 14.11.7)."""

_JPEG_KEPT = (0xE0, 0xEE)
"""JFIF's density, and Adobe's note on how colours are coded, without which CMYK comes out wrong."""


_INLINE = re.compile(rb"\bBI\s[^>]{0,500}?/DCT")
"""A picture in the middle of a page's drawing orders (ISO 32000-2, 8.9.7) that is a JPEG."""


class _RefusedError(ValueError):
    """No clean copy can be made; the message is the end of a sentence."""


def serve(arguments: list[str]) -> None:
    """Reads a PDF from standard input and writes `+` and the clean copy, or `-` and why there is none.

    Args:
        arguments: Bytes of address space and seconds of processor time that may be used.
    """
    _limit(*map(int, arguments))
    data = sys.stdin.buffer.read()
    try:
        answer = b"+" + strip_pdf(data)
    except _RefusedError as error:
        answer = b"-" + str(error).encode()
    except PasswordError:
        answer = b"-is locked with a password"
    except (PdfError, ForeignObjectError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError):
        answer = b"-can't be read as a PDF"
    sys.stdout.buffer.write(answer)


def strip_pdf(data: bytes) -> bytes:
    """The clean copy; the same bytes for the same file.

    Writing a file anew leaves out all that nothing leads to, earlier revisions of it included.

    Raises:
        Exception: Of many kinds; the file comes from outside.
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.objects) > MAX_OBJECTS:
            raise _RefusedError(f"has {len(pdf.objects):,} objects; {MAX_OBJECTS:,} are allowed")
        _refuse_hidden_layers(pdf)
        # What somebody typed into a form or drew on a page is seen in print; it becomes part of the page before its note goes.
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("print")
        _keep(pdf.Root, _ROOT_KEEPS)
        for page in pdf.pages:
            _keep(page.obj, _PAGE_KEEPS)
        if Name.Info in pdf.trailer:
            del pdf.trailer[Name.Info]
        for found in _containers(pdf):
            for key in _NOWHERE:
                if key in found:
                    del found[key]
            if isinstance(found, Stream):
                _clean_stream(found)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False)
        return out.getvalue()


def _refuse_hidden_layers(pdf: Pdf) -> None:
    """Raises for a layer that readers don't show at first: in a copy it would either stay hidden or come to light (ISO 32000-2, 8.11)."""
    layers = pdf.Root.get(Name.OCProperties)
    if not isinstance(layers, Dictionary):
        return
    usual = layers.get(Name.D)
    is_off = isinstance(usual, Dictionary) and (
        usual.get(Name.BaseState, Name.ON) != Name.ON or len(usual.get(Name.OFF, Array()))
    )
    if is_off or Name.Configs in layers:
        raise _RefusedError("has layers that are switched off")


def _keep(found: Object, keys: tuple[str, ...]) -> None:
    for key in list(found.keys()):
        if key not in keys:
            del found[key]


def _containers(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary and stream of the file, those inside others too."""
    waiting: list[tuple[Object, int]] = [(found, 0) for found in pdf.objects]
    while waiting:
        found, depth = waiting.pop()
        if depth > 100:
            raise _RefusedError("is nested too deep")
        if isinstance(found, Dictionary | Stream):
            yield found
            parts = [found.get(key) for key in list(found.keys())]
        elif isinstance(found, Array):
            parts = list(found)
        else:
            continue
        waiting += [(part, depth + 1) for part in parts if isinstance(part, Object) and not part.is_indirect]


def _clean_stream(stream: Stream) -> None:
    """A picture inside a PDF is a whole file of its own, with the hidden data of the phone that took it."""
    filters = stream.get(Name.Filter)
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)] if filters else []
    if "/JPXDecode" in names:
        raise _RefusedError("holds JPEG 2000 pictures, whose hidden data can't be taken out")
    if "/DCTDecode" not in names and "/DCT" not in names:
        if stream.get(Name.Subtype, Name.Form) == Name.Form and _INLINE.search(stream.read_bytes()):
            raise _RefusedError("holds pictures within the text of a page, whose hidden data can't be taken out")
        return
    if len(names) != 1:
        raise _RefusedError("holds pictures that are packed twice, so that their hidden data can't be taken out")
    if Name.DecodeParms in stream:
        raise _RefusedError(
            "holds pictures that are packed in an odd way, so that their hidden data can't be taken out"
        )
    stream.write(strip_jpeg(stream.read_raw_bytes()), filter=Name.DCTDecode)


def strip_jpeg(data: bytes) -> bytes:
    """A JPEG without comments and application data (EXIF, XMP, camera notes, thumbnails), and without what follows its end.

    Source: ITU-T T.81, annex B: a marker is 0xFF and a code; all but a few carry a length of two bytes, which counts itself.
    """
    if data[:2] != b"\xff\xd8":
        raise _RefusedError("holds a damaged picture")
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise _RefusedError("holds a damaged picture")
        code = data[at + 1]
        if code == 0xFF:
            at += 1
            continue
        if code == 0xD9:
            break
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if code == 0xDA:
            end = _end_of_scan(data, end)
        is_application = 0xE0 <= code <= 0xEF or code == 0xFE
        if not is_application or (code in _JPEG_KEPT and len(data[at:end]) <= 32):
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, b"\xff\xd9"))


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the coded picture ends: at a marker that neither restarts it nor is a byte of it."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


def _limit(memory: int, seconds: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):  # a stricter limit is in force already
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        # A crash leaves no image of the memory behind: it would hold the scan.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
