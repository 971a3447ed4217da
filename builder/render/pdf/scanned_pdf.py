"""PDFs of scanners as pictures: drawn by PDFium in a process of its own, which may use so much memory and time and no more.

A PDF can hold what makes any reader fail: a page that never ends, a picture of a million pixels square, a broken table. In the process
of the build that would end the build; here it ends in a sentence in the record's place.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from builder.render.pdf.image import Picture, UnusableImage
from builder.render.pdf.limits import MAX_ASSET_BYTES

MEMORY_BYTES = 1024**3
"""Address space of the process. Twenty pages of a scanner need about 250 MiB, most of it libraries."""

CPU_SECONDS = 30
"""Time of a processor, so that a slow machine gives the same pack as a fast one. A page takes a tenth of a second."""

WAIT_SECONDS = 300
"""Then the process is stopped whatever it did: it may wait for a processor, but not for ever."""

_ROOT = str(Path(__file__).resolve().parents[3])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from builder.render.pdf.pdf_drawing import serve; serve(sys.argv[2:])"
)
_OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 24)), -9


def draw_pdf(
    data: bytes,
    *,
    longest_side: int,
    most: int,
    memory: int = MEMORY_BYTES,
    seconds: int = CPU_SECONDS,
) -> tuple[tuple[Picture, ...], int]:
    """The first pages of a PDF as pictures, and how many pages it has.

    Args:
        data: The PDF.
        longest_side: Of a picture, in pixels; no page is drawn with more than 150 dots per inch.
        most: How many pages are drawn.
        memory: Bytes of address space; systems without such a limit (Windows, macOS) ignore it.
        seconds: Of processor time.

    Raises:
        UnusableImage: It is locked, damaged, holds a program, has no pages, or is over the limits.
    """
    if len(data) > MAX_ASSET_BYTES:
        raise UnusableImage(f"is {len(data):,} bytes long; {MAX_ASSET_BYTES:,} are allowed")
    numbers = [str(number) for number in (longest_side, most, memory, seconds)]
    try:
        # -I: neither the user's own modules nor variables of the environment come into this process.
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, _ROOT, *numbers],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnusableImage(_too_slow(seconds)) from None
    if done.returncode in _OUT_OF_TIME:
        raise UnusableImage(_too_slow(seconds))
    if done.returncode:
        raise UnusableImage(f"broke the program that draws it, or needs more than {memory // 1024**2:,} MiB of memory")
    return _read(done.stdout)


def _too_slow(seconds: int) -> str:
    return f"was not drawn after {seconds} seconds of work"


def _read(answer: bytes) -> tuple[tuple[Picture, ...], int]:
    line, _, rest = answer.partition(b"\n")
    head = json.loads(line)
    if head["problem"]:
        raise UnusableImage(head["problem"])
    pictures = []
    at = 0
    for mime, width, height, size in head["pictures"]:
        pictures.append(Picture(rest[at : at + size], mime, width, height))
        at += size
    return tuple(pictures), head["total"]
