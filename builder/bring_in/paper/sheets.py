"""The pages of a scan as the inbox sees them: which codes of forms stand on each, and which are blank.

Scans come from outside, and what reads pictures and PDFs is large code in C: it runs in a process of its own, which may use so much
memory and time and no more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY_BYTES = 2 * 1024**3
"""Address space of the process. A picture of 150 million pixels in colour needs 450 MB."""

CPU_SECONDS = 600
"""Of a processor; a page takes a tenth of a second, one without a code up to one second."""

WAIT_SECONDS = 1200
"""Then the process is stopped whatever it did."""

MOST_PAGES = 300
"""Of one scan: what a feeder takes in several loads."""

A4_IS_TALLER = 1.354
"""Half way between the sides of Letter (11 to 8.5) and of A4 (297 to 210)."""

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from builder.bring_in.paper.sheet_process import serve; serve(sys.argv[2:])"


class UnreadableScanError(ValueError):
    """A scan that can't be looked at; the message says why, as the end of a sentence: "is locked …"."""


@dataclass(frozen=True)
class Page:
    """A page of a scan.

    Attributes:
        codes: What its QR codes say, ours and others.
        is_blank: Nothing stands on it.
        is_a4: Its sides are those of A4 rather than those of Letter.
    """

    codes: tuple[str, ...] = ()
    is_blank: bool = False
    is_a4: bool = False


def read_pages(data: bytes, *, memory: int = MEMORY_BYTES, seconds: int = CPU_SECONDS) -> tuple[Page, ...]:
    """The pages of a scan: one for a photo, as many as it has for a TIFF or a PDF.

    Args:
        data: JPEG, PNG, TIFF or PDF.
        memory: Bytes of address space; systems without such a limit (Windows, macOS) ignore it.
        seconds: Of processor time.

    Raises:
        UnreadableScanError: It is locked, damaged, or over the limits.
    """
    head, _ = _run(data, memory, seconds)
    return tuple(Page(tuple(each["codes"]), each["blank"], each["tall"] > A4_IS_TALLER) for each in head["pages"])


def cut_pages(data: bytes, first: int, last: int, *, memory: int = MEMORY_BYTES, seconds: int = CPU_SECONDS) -> bytes:
    """Some pages of a PDF as a PDF of its own; nothing of the others is in it.

    Args:
        data: The PDF.
        first: Page, counted from 1.
        last: Page; it is in the part too.
        memory: As for `read_pages`.
        seconds: Likewise.

    Raises:
        UnreadableScanError: It can't be cut.
    """
    return _run(data, memory, seconds, first, last)[1]


def _run(data: bytes, *numbers: int) -> tuple[dict[str, Any], bytes]:
    """The line about the pages, and what follows it."""
    memory, seconds, *pages = numbers
    arguments = [str(number) for number in (memory, seconds, MOST_PAGES, *pages)]
    try:
        # -I: neither the user's own modules nor variables of the environment come into this process.
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, _ROOT, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableScanError(f"was not read after {WAIT_SECONDS // 60} minutes") from None
    line, _, body = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise UnreadableScanError(
            f"needs more than {memory // 1024**2:,} MiB of memory or {seconds} seconds to be read"
        )
    head = json.loads(line)
    if head["problem"]:
        raise UnreadableScanError(head["problem"])
    return head, body
