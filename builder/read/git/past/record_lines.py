"""The lines of a record as short digests, by field: enough to tell later which fields a revision changed, and small enough to keep.

This is an aid for showing, not a proof: what proves a revision is git's id of its bytes.
"""

from __future__ import annotations

import hashlib
import re

GROWING = frozenset({"attachments", "links", "notes", "signatures"})
"""Fields that are left out: they are meant to be added to, and two of them have rules of their own."""
DIGITS = 6
"""Hex digits of a line's digest."""

_FIELD = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):")


def digest_lines(text: str) -> str:
    """The fields of a record in their order, each with the digests of its lines: `date:1f0c3e people:ab12ef0347cc`.

    Indentation, empty lines and comments don't count. A text that is no list of fields gives "".
    """
    parts: list[str] = []
    is_left_out = True
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        found = _FIELD.match(line)
        if found:
            is_left_out = found[1] in GROWING
            if not is_left_out:
                parts.append(f"{' ' if parts else ''}{found[1]}:")
        if not is_left_out:
            parts.append(hashlib.sha256(stripped.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS])
    return "".join(parts)
