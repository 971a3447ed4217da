"""A table as a spreadsheet holds it: rows of plain values with their numbers, and what had to be said about reading it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value isn't typed in it: a formula, or an error of the spreadsheet.

    Attributes:
        why: A sentence for the person whose sheet it is.
        shown: What stands in the cell, so that it isn't lost in the file of rejected rows.
    """

    why: str
    shown: str


Value: TypeAlias = str | int | float | bool | date | time | Unreadable | None
"""What a cell holds. Text has no spaces around it; a date with a time of day is its day; None is an empty cell."""


@dataclass(frozen=True)
class Row:
    """A row with something in it.

    Attributes:
        number: As the spreadsheet shows it; in a text file the line on which it begins.
        cells: From the first column on; shorter rows are not filled up.
        is_hidden: Whether the sheet hides it.
    """

    number: int
    cells: tuple[Value, ...]
    is_hidden: bool = False

    def cell(self, index: int) -> Value:
        """The value of a column; None behind the last one."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class Table:
    """A sheet.

    Attributes:
        name: Of the sheet; empty for a text file.
        rows: Those with something in them.
        said: Sentences on how it was read: its encoding, merged cells, hidden rows.
        is_hidden: Whether the workbook hides the whole sheet.
        begins_1904: Whether its serial numbers count from 1904, as old workbooks of the Macintosh do.
    """

    name: str
    rows: tuple[Row, ...]
    said: tuple[str, ...] = ()
    is_hidden: bool = False
    begins_1904: bool = False


def is_empty(value: Value) -> bool:
    """Whether a cell holds nothing one could see."""
    return value is None or value == ""


def show(value: Value) -> str:
    """A value as text, as it goes into a file of rejected rows: days as YYYY-MM-DD, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, Unreadable):
        return value.shown
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)
