"""PDFs without what one doesn't see on their pages, made in a process of its own that may use so much memory and time and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from builder.render.pdf.limits import MAX_ASSET_BYTES

MEMORY_BYTES = 1024**3
"""Address space of the process."""
CPU_SECONDS = 60
"""Time of a processor; a scan of a hundred pages takes two."""
WAIT_SECONDS = 300
"""Then the process is stopped whatever it did."""

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from builder.seal.privacy.pdf_cleaning import serve; serve(sys.argv[2:])"
_DONE, _REFUSED = b"+", b"-"


class UncleanError(ValueError):
    """A PDF of which no clean copy can be made; the message says why, as the end of a sentence: "is locked …"."""


def clean_pdf(data: bytes, *, memory: int = MEMORY_BYTES, seconds: int = CPU_SECONDS) -> bytes:
    """The pages of a PDF without properties, metadata, attached files, programs, forms and notes; the same bytes each time.

    Args:
        data: The PDF.
        memory: Bytes of address space; systems without such a limit (Windows, macOS) ignore it.
        seconds: Of processor time.

    Raises:
        UncleanError: It is locked, damaged, over the limits, or holds pictures whose hidden data can't be taken out.
    """
    if len(data) > MAX_ASSET_BYTES:
        raise UncleanError(f"is {len(data):,} bytes long; {MAX_ASSET_BYTES:,} are allowed")
    try:
        # -I: neither the user's own modules nor variables of the environment come into this process.
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, _ROOT, str(memory), str(seconds)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UncleanError(f"was not taken apart after {WAIT_SECONDS} seconds") from None
    answer, rest = done.stdout[:1], done.stdout[1:]
    if done.returncode or answer not in (_DONE, _REFUSED):
        raise UncleanError(
            f"needs more than {memory // 1024**2:,} MiB of memory or {seconds} seconds to be taken apart"
        )
    if answer == _REFUSED:
        raise UncleanError(rest.decode("utf-8", "replace"))
    return rest
