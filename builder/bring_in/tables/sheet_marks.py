"""What a sheet says beside its values: merged cells, hidden rows and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers.expat import ParserCreate

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")

LAST_ROW = 1_048_576
"""Of any sheet (Excel's own limit, Microsoft support, "Excel specifications and limits")."""

MAX_MERGED = 20_000
"""Merged ranges that are looked at; more are left as they are."""


@dataclass
class SheetMarks:
    """Gathered while the parser runs; nothing is added afterwards.

    Attributes:
        merged: First row, first column, last row, last column of each merged range, from 1.
        hidden_rows: Numbers of hidden rows.
        hidden_columns: First and last of each stretch of hidden columns, from 1.
        is_odd: Whether rows stand out of their order or below the last one a sheet can have; the library would leave them out.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    is_odd: bool = False
    _row: int = 0

    def see(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element's beginning."""
        name = name.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "")
            before, self._row = self._row, int(number) if number.isdecimal() and len(number) < 19 else self._row + 1
            self.is_odd = self.is_odd or not before < self._row <= LAST_ROW
            if _is_on(attributes.get("hidden")):
                self.hidden_rows.add(self._row)
        elif name == "col" and _is_on(attributes.get("hidden")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns.append((int(first), int(last)))
        elif name == "mergeCell" and len(self.merged) < MAX_MERGED:
            found = _RANGE.fullmatch(attributes.get("ref", ""))
            if found:
                self.merged.append((int(found[2]), _column(found[1]), int(found[4]), _column(found[3])))


def read_marks(part: IO[bytes]) -> SheetMarks:
    """The marks of a sheet.

    The library's own reader for large sheets leaves them out, and its other reader makes a cell for every place of a merged range: a
    range over the whole sheet, forty bytes long, would fill any memory.

    Args:
        part: The sheet's XML; workbooks that declare entities were refused before.
    """
    marks = SheetMarks()
    parser = ParserCreate()
    parser.StartElementHandler = marks.see
    parser.ParseFile(part)
    return marks


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
