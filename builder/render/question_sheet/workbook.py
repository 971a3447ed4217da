"""A workbook with the same bytes for the same values, in which nothing is a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from builder.render.question_sheet.rows import Cell, Column

LONGEST_CELL = 32_000
"""Characters; Excel cuts a cell at 32,767 and offers to mend the file."""

TALLEST_ROW = 400
"""Points; Excel allows 409."""

LINE_HEIGHT = 12.5
"""Points of a line of the small type that the sheets use."""

_MADE = b"2000-01-01T00:00:00Z"
"""What the workbook says about when it was made: nothing."""

_SMALL = Font(size=9)
_HEADING = Font(size=9, bold=True)
_SHADE = PatternFill("solid", fgColor="DCE6EE")
_ROOM = PatternFill("solid", fgColor="FFF7D6")
_LINE = Border(bottom=Side("hair", color="8FA6AC"))
_TOP = Alignment(wrap_text=True, vertical="top")


def write_workbook(sheets: Iterable[tuple[str, Sequence[Column], Sequence[Sequence[Cell]]]]) -> bytes:
    """The bytes of a workbook.

    Its heads are frozen and have filters; it prints landscape, as wide as the page, with the heads on every page.

    Args:
        sheets: Name, columns and rows of each.
    """
    # Only so can rows be written one after another: a sheet of 5,000 rows takes a third of the memory.
    book = Workbook(write_only=True)
    for name, columns, rows in sheets:
        _write(book.create_sheet(name), columns, rows)
    out = io.BytesIO()
    book.save(out)
    return without_time(out.getvalue())


def without_time(data: bytes) -> bytes:
    """The same workbook without the moment it was written, which openpyxl puts into its properties and into the archive."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as kept:
        for info in made.infolist():
            part = made.read(info)
            if info.filename == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _MADE, part)
            plain = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(plain, part)
    return found.getvalue()


def _write(sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _print_setup(sheet)
    sheet.append([_head(sheet, column) for column in columns])
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = _height(columns, row)
        sheet.append([_cell(sheet, value, column) for value, column in zip(row, columns, strict=True)])


def _print_setup(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_TABLOID
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _head(sheet: Any, column: Column) -> Any:
    cell = _cell(sheet, column.title, column)
    cell.font, cell.fill = _HEADING, _SHADE
    return cell


def _cell(sheet: Any, value: Cell, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, fit(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        # openpyxl makes a formula of whatever begins with "="; a title must never run in the auditor's Excel.
        cell.data_type = "s"
    cell.font, cell.alignment, cell.border = _SMALL, _TOP, _LINE
    if column.is_room and not value:
        cell.fill = _ROOM
    return cell


def fit(text: str) -> str:
    """The text as a cell can hold it: without control characters, and cut with a word about it where it is too long."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(text) <= LONGEST_CELL:
        return text
    return f"{text[:LONGEST_CELL].rsplit(' ', 1)[0]} … and more, in the sheet “Evidence”"


def _height(columns: Sequence[Column], row: Sequence[Cell]) -> float:
    """Points that the row needs; programs don't measure wrapped text before somebody touches the row."""
    lines = max(
        sum(1 + len(line) // max(column.width, 1) for line in value.split("\n")) if isinstance(value, str) else 1
        for value, column in zip(row, columns, strict=True)
    )
    return min(lines * LINE_HEIGHT + 3, TALLEST_ROW)
