"""Files kept with Git LFS: git holds a short text, the pointer, and the file itself is stored elsewhere."""

from __future__ import annotations

import re

_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:[a-z0-9.-]+ [^\n]*\n)*?"
    rb"oid sha256:([0-9a-f]{64})\nsize (\d{1,18})\n?"
)
"""A Git LFS pointer: keys in sorted order, `version` first (git-lfs docs/spec.md, read 2026-11-22)."""

MAX_POINTER = 1024
"""A pointer is shorter than this, says the same specification."""


def read_pointer(data: bytes) -> tuple[str, int] | None:
    """The sha256 and size of the file that a Git LFS pointer stands for; None when the data is no pointer."""
    found = _POINTER.fullmatch(data) if len(data) < MAX_POINTER else None
    return (found[1].decode("ascii"), int(found[2])) if found else None
