"""Files that Git LFS keeps beside git's own objects, taken only when their bytes are those that the pointer in git promises."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from builder.read.plain_file import open_plain_file


def read_stored(store: Path, sha256: str, size: int) -> bytes | None:
    """The bytes with that digest and size from the store (`lfs/objects/`); None where it doesn't have them.

    Nothing but an ordinary file is opened: a link could lead anywhere, a pipe would make the reader wait for ever. Where the files are
    is said in git-lfs docs/spec.md, "Local copies" (read 2026-11-22).
    """
    try:
        file = open_plain_file(store / sha256[:2] / sha256[2:4] / sha256)
    except OSError:
        return None
    with file:
        if os.fstat(file.fileno()).st_size != size:
            return None
        data = file.read()
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
