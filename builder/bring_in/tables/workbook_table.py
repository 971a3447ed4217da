"""The sheets of a workbook (.xlsx) as tables: typed values only, merged cells filled, hidden things read and said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from builder.bring_in.tables.sheet_marks import LAST_ROW, SheetMarks, read_marks
from builder.bring_in.tables.table import Row, Table, Unreadable, Value, is_empty
from builder.bring_in.tables.text_table import MAX_COLUMNS, MAX_ROWS
from builder.model.error import BuilderError
from builder.model.wording import counted
from builder.read.workbook_file import Limits, open_workbook

LIMITS = Limits(
    file=40_000_000,
    unpacked=150_000_000,
    cure="Copy the rows you need into a fresh workbook, and save that.",
)
"""Room for 200,000 rows; 50,000 with twelve columns unpack to about 30 million bytes."""

_MAX_FILLED = 500_000

_MAX_PLACES = 12_000_000
"""Cells of a sheet, empty ones too: 200,000 rows of 60. A row of thirty bytes can claim 16,384 empty ones, and looking at them takes time."""

_EPOCH_1904 = 1904


def read_workbook_tables(data: bytes, name: str) -> tuple[Table, ...]:
    """The sheets, in the workbook's order; chart sheets hold no rows and are left out.

    Args:
        data: Bytes of the file.
        name: Of the file, for messages.

    Raises:
        BuilderError: Not an .xlsx workbook, or one that is too large, holds macros, or is damaged.
    """
    workbook = open_workbook(data, name, limits=LIMITS, by_row=True)
    try:
        return tuple(_read_sheet(sheet, workbook, name) for sheet in workbook.worksheets if hasattr(sheet, "iter_rows"))
    except BuilderError:
        raise
    except Exception as error:
        # A damaged part makes the library raise whatever its parser happens to stumble over, and sheets are read only now.
        raise BuilderError(f"{name} can't be read as a workbook; a part of it is damaged.", LIMITS.cure) from error
    finally:
        workbook.close()


def _read_sheet(sheet: Any, workbook: Any, name: str) -> Table:
    # What a sheet claims as its size is often wrong, and the library would cut off what lies outside.
    sheet.reset_dimensions()
    # The library has no open name for the part of a sheet.
    with workbook._archive.open(sheet._worksheet_path) as part:
        marks = read_marks(part)
    if marks.is_odd:
        raise BuilderError(f"The sheet “{sheet.title}” of {name} has rows out of their order.", LIMITS.cure)
    rows = list(_rows(sheet, marks, name))
    filled = _fill_merged(rows, marks)
    said = tuple(_describe(rows, marks, filled))
    begins_1904 = workbook.epoch.year == _EPOCH_1904
    return Table(sheet.title, tuple(rows), said, sheet.sheet_state != "visible", begins_1904)


def _rows(sheet: Any, marks: SheetMarks, name: str) -> Iterator[Row]:
    count = places = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW), 1):
        if not cells:
            continue
        places += len(cells)
        if places > _MAX_PLACES:
            raise BuilderError(
                f"The sheet “{sheet.title}” of {name} has more than {_MAX_PLACES:,} cells, most of them empty.",
                LIMITS.cure,
            )
        values = tuple(_value(cell) for cell in cells)
        if all(map(is_empty, values)):
            continue
        count += 1
        if count > MAX_ROWS or len(cells) > MAX_COLUMNS:
            what = f"{MAX_ROWS:,} rows" if count > MAX_ROWS else f"{MAX_COLUMNS:,} columns"
            raise BuilderError(f"The sheet “{sheet.title}” of {name} has more than {what}.", LIMITS.cure)
        yield Row(number, values, number in marks.hidden_rows)


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Unreadable("holds a formula, and only typed values are read", str(value))
    if cell.data_type == "e":
        return Unreadable(f"holds the error {value}", str(value))
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, timedelta):
        return value.total_seconds() / 3600
    if isinstance(value, bool | int | float | date | time):
        return value
    return str(value)


def _fill_merged(rows: list[Row], marks: SheetMarks) -> int:
    """Give every place of a merged range the value that its first one shows; how many ranges gave something."""
    by_number = {row.number: index for index, row in enumerate(rows)}
    numbers = sorted(by_number)
    filled = places = 0
    for top, left, bottom, right in marks.merged:
        first = by_number.get(top)
        value = rows[first].cell(left - 1) if first is not None else None
        if is_empty(value):
            continue
        filled += 1
        # Only rows that hold something: thousands of ranges over the whole sheet would keep us busy for ever.
        for index in range(bisect_left(numbers, top), bisect_right(numbers, bottom)):
            places += max(1, min(right, MAX_COLUMNS) - left + 1)
            if places > _MAX_FILLED:
                return filled
            rows[index] = _with(rows[index], range(left - 1, min(right, MAX_COLUMNS)), value)
    return filled


def _with(row: Row, columns: Iterable[int], value: Value) -> Row:
    cells = list(row.cells)
    for column in columns:
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value
    return Row(row.number, tuple(cells), row.is_hidden)


def _describe(rows: list[Row], marks: SheetMarks, filled: int) -> Iterator[str]:
    if filled:
        yield f"{counted(filled, 'merged range')} of cells: each cell in it counts as holding what the range shows."
    hidden = sum(row.is_hidden for row in rows)
    if hidden:
        yield f"{counted(hidden, 'hidden row')}: read like the others."
    width = max((len(row.cells) for row in rows), default=0)
    columns = sum(max(0, min(last, width) - first + 1) for first, last in marks.hidden_columns)
    if columns:
        yield f"{counted(columns, 'hidden column')}: read like the others."
