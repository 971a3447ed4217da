"""A file's bytes as tables, whatever its name says it is."""

from __future__ import annotations

from builder.bring_in.tables.table import Table
from builder.bring_in.tables.text_table import read_text_table
from builder.bring_in.tables.workbook_table import read_workbook_tables
from builder.model.error import BuilderError

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_OTHERS = {b"%PDF-": "a PDF", b"\xff\xd8\xff": "a picture", b"\x89PNG": "a picture"}


def read_tables(data: bytes, name: str) -> tuple[Table, ...]:
    """The tables of a spreadsheet: the sheets of an .xlsx workbook, or the one of a CSV file.

    Args:
        data: Bytes of the file.
        name: Of the file, for messages.

    Raises:
        BuilderError: It is neither, is too large, holds macros, or is damaged; the message says which.
    """
    for beginning, kind in _OTHERS.items():
        if data.startswith(beginning):
            raise BuilderError(
                f"{name} is {kind}, not a spreadsheet.", "Put it into the folder inbox/ and write: muster import inbox"
            )
    if data.startswith(_WORKBOOKS):
        return read_workbook_tables(data, name)
    return (read_text_table(data, name),)
