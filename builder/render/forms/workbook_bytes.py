"""A workbook as bytes that depend on nothing but its cells."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

_MADE = b"2000-01-01T00:00:00Z"
"""What a workbook says about when it was made: nothing, so that the same content gives the same bytes."""


def workbook_bytes(book: Any) -> bytes:
    """The openpyxl workbook as .xlsx without the moment it was written, which the library puts into it and into the archive."""
    buffer, found = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as kept:
        for info in made.infolist():
            part = made.read(info)
            if info.filename == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _MADE, part)
            plain = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            plain.create_system = 3
            kept.writestr(plain, part)
    return found.getvalue()
