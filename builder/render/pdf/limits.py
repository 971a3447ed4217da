"""What one section may cost: pixels, bytes, memory and seconds. A repository can't make a build take more."""

from __future__ import annotations

import contextlib
import signal
import sys

from PIL import Image

MAX_PIXELS = 25_000_000
"""Of one image. A 17 kB PNG of 12,000 x 12,000 pixels took 23 s and 1.15 GiB; a phone's 24-megapixel photo fits."""

MAX_ASSET_BYTES = 40_000_000
"""Of one image or style sheet as stored."""

MEMORY_BYTES = 4 * 1024**3
"""Address space of a worker. A section of 150 pages needs about 300 MiB."""

SECTION_SECONDS = 600.0
"""A section of 1,000 pages takes about 180 s of a free core; more than this is a fault of its content."""

SECTIONS_PER_WORKER = 40
"""Then the worker is replaced, so that memory it did not give back does not add up."""


def limit_images() -> None:
    """Makes Pillow refuse images over `MAX_PIXELS` in this process."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def limit_worker(memory: int) -> None:
    """Bounds a worker process, and leaves Ctrl-C to its parent.

    Args:
        memory: Bytes of address space. Systems without such a limit (Windows, macOS) ignore it; there only the time is bounded.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_images()
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):  # a stricter limit is in force already
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
