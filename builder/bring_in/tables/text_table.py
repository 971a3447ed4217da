"""Text files with one row a line (CSV): which encoding, which sign between the cells, and the rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from builder.bring_in.tables.table import Row, Table, Value
from builder.model.error import BuilderError

MAX_TEXT = 60_000_000
"""Bytes. 50,000 rows of an export have about five million."""

MAX_ROWS = 200_000
MAX_COLUMNS = 1000

FORMULA_STARTS = ("=", "+", "-", "@")
"""What a spreadsheet program takes for the beginning of a formula, also in a text file."""

_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
_BEGINNINGS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_SAVE_AS = "Save it from the spreadsheet program as “CSV UTF-8”, or as .xlsx."
_LOOKED_AT = 60


def read_text_table(data: bytes, name: str) -> Table:
    """The table in a CSV file.

    Args:
        data: Bytes of the file: UTF-8 with or without a mark, UTF-16, or Windows-1252.
        name: Of the file, for messages.

    Raises:
        BuilderError: It is no text in one of these encodings, is too large, or its quotation marks don't close.
    """
    if len(data) > MAX_TEXT:
        raise BuilderError(f"{name} has {len(data):,} bytes; a table of at most {MAX_TEXT:,} is read.", "Divide it.")
    text, encoding = _decode(data, name)
    text, sign = _choose_sign(text)
    rows = tuple(_rows(text, sign, name))
    return Table("", rows, (f"The file is {encoding} text, its cells divided by {_SIGNS[sign]}.",))


def _decode(data: bytes, name: str) -> tuple[str, str]:
    codec, encoding = _find_encoding(data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise BuilderError(f"{name} is not text in UTF-8, UTF-16 or Windows-1252.", _SAVE_AS) from None
    if "\0" in text:
        raise BuilderError(f"{name} is not a text file.", _SAVE_AS)
    if re.match(r"\s*<(?:!doctype|html|\?xml)", text[:200], re.IGNORECASE):
        raise BuilderError(f"{name} is a web page or XML, whatever its name says.", _SAVE_AS)
    return text, encoding


def _find_encoding(data: bytes) -> tuple[str, str]:
    """Python's name of the encoding, and the one for people."""
    for beginning, codec, encoding in _BEGINNINGS:
        if data.startswith(beginning):
            return codec, encoding
    # Without its mark, UTF-16 shows itself by the empty half of every Latin letter.
    first = data[:400]
    if first[1::2].count(0) > len(first) // 4:
        return "utf-16-le", "UTF-16"
    if first[0::2].count(0) > len(first) // 4:
        return "utf-16-be", "UTF-16"
    return ("utf-8", "UTF-8") if _is_utf8(data) else ("cp1252", "Windows-1252")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _choose_sign(text: str) -> tuple[str, str]:
    """The text without the line `sep=;` that Excel knows, and the sign that divides the first lines most evenly."""
    said = re.match(r"\"?sep=(.)\"?\r?\n", text, re.IGNORECASE)
    if said and said[1] in _SIGNS:
        # Its line end stays, so that the lines keep their numbers.
        return text[said.end() - 1 :], said[1]
    head = "\n".join(text[:200_000].splitlines()[:_LOOKED_AT])
    return text, max(_SIGNS, key=lambda sign: _evenness(head, sign))


def _evenness(head: str, sign: str) -> tuple[int, int]:
    """How many lines have the number of cells that most lines have, and that number; nothing where it is one."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(head), delimiter=sign) if len(cells) > 1)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, lines = max(widths.items(), key=lambda item: (item[1], item[0]))
    return lines, width


def _plain(cell: str) -> str | None:
    """The text of a cell, without the mark that keeps a spreadsheet program from taking it for a formula; see `rejected.py`."""
    text = cell.strip()
    return (text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text) or None


def _rows(text: str, sign: str, name: str) -> Iterator[Row]:
    # Strict: otherwise a quotation mark that isn't closed swallows all rows behind it without a word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    first = 1
    try:
        for count, cells in enumerate(reader):
            if count >= MAX_ROWS or len(cells) > MAX_COLUMNS:
                what = f"{MAX_ROWS:,} rows" if count >= MAX_ROWS else f"{MAX_COLUMNS:,} columns"
                raise BuilderError(f"{name} has more than {what}.", "Divide it into several files.")
            values: tuple[Value, ...] = tuple(_plain(cell) for cell in cells)
            if any(value is not None for value in values):
                yield Row(first, values)
            first = reader.line_num + 1
    except csv.Error as error:
        raise BuilderError(
            f"{name} can't be read from line {first} on: a quotation mark there isn't closed, or stands inside a cell ({error}).",
            "Correct the line, or save the sheet as .xlsx.",
        ) from None
