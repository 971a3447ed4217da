"""A workbook is read for what was typed in it; what computes, hides, or was made to fill a memory is said or refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time, timedelta
from time import process_time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from builder.bring_in.tables.table import Unreadable
from builder.bring_in.tables.workbook_table import read_workbook_tables
from builder.model.error import BuilderError


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in one of its parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(item.filename, content)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_typed_values_come_as_they_are_and_computed_ones_say_so() -> None:
    book = Workbook()
    book.active.append(
        ["Name", 7, 7.5, True, date(2026, 3, 4), time(7, 30), timedelta(hours=8, minutes=30), "=1+1", "#N/A", " x "]
    )
    cells = read_workbook_tables(saved(book), "a.xlsx")[0].rows[0].cells
    assert cells[:7] == ("Name", 7, 7.5, True, date(2026, 3, 4), time(7, 30), 8.5)
    assert cells[7] == Unreadable("holds a formula, and only typed values are read", "=1+1")
    assert cells[8] == Unreadable("holds the error #N/A", "#N/A")
    assert cells[9] == "x"


def test_merged_cells_are_filled_and_hidden_things_are_read_and_said() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Ann", "WHMIS"])
    sheet.append([None, "Fall protection"])
    sheet.append(["Bob", "CSTS"])
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    old = book.create_sheet("Old")
    old.sheet_state = "veryHidden"
    table, hidden = read_workbook_tables(saved(book), "a.xlsx")
    assert [row.cells for row in table.rows] == [("Ann", "WHMIS"), ("Ann", "Fall protection"), ("Bob", "CSTS")]
    assert [row.is_hidden for row in table.rows] == [False, False, True]
    assert table.said == (
        "1 merged range of cells: each cell in it counts as holding what the range shows.",
        "1 hidden row: read like the others.",
        "1 hidden column: read like the others.",
    )
    assert hidden.is_hidden


def test_days_of_an_old_macintosh_count_from_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2026, 3, 4)])
    table = read_workbook_tables(saved(book), "a.xlsx")[0]
    assert (table.rows[0].cells, table.begins_1904) == ((date(2026, 3, 4),), True)


def test_a_size_that_the_sheet_claims_wrongly_cuts_nothing_off() -> None:
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["c", "d"])
    data = changed(saved(book), SHEET, b'<dimension ref="A1:B2"', b'<dimension ref="A1"')
    assert [row.cells for row in read_workbook_tables(data, "a.xlsx")[0].rows] == [("a", "b"), ("c", "d")]


def test_a_merged_range_over_the_whole_sheet_costs_nothing() -> None:
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["c"])
    book.active.merge_cells("A1:B1")
    data = changed(saved(book), SHEET, b'ref="A1:B1"/></mergeCells>', b'ref="A1:XFD1048576"/></mergeCells>')
    table = read_workbook_tables(data, "a.xlsx")[0]
    assert [len(row.cells) for row in table.rows] == [1000, 1000]
    assert table.rows[1].cells[0] == "a"


def moved(number: bytes) -> bytes:
    """A workbook of two rows, the second of which says that it stands somewhere else."""
    book = Workbook()
    book.active.append(["a"])
    book.active.append(["b"])
    return changed(
        changed(saved(book), SHEET, b'<row r="2"', b'<row r="' + number + b'"'),
        SHEET,
        b'r="A2"',
        b'r="A' + number + b'"',
    )


def test_a_row_far_below_is_no_million_rows() -> None:
    assert [row.number for row in read_workbook_tables(moved(b"1048576"), "a.xlsx")[0].rows] == [1, 1048576]


@pytest.mark.parametrize("number", [b"1", b"0", b"1048577", b"999999999999"])
def test_rows_that_the_library_would_leave_out_are_no_silent_loss(number: bytes) -> None:
    with pytest.raises(BuilderError, match="rows out of their order"):
        read_workbook_tables(moved(number), "a.xlsx")


def test_a_column_far_to_the_right_is_refused() -> None:
    book = Workbook()
    book.active.cell(1, 16384, "a")
    with pytest.raises(BuilderError, match="more than 1,000 columns"):
        read_workbook_tables(saved(book), "a.xlsx")


def test_macros_bombs_and_damage_are_refused_in_a_sentence() -> None:
    book = Workbook()
    book.active.append(["a"])
    data = saved(book)
    with_macros = io.BytesIO(data)
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(BuilderError, match="holds macros"):
        read_workbook_tables(with_macros.getvalue(), "a.xlsm")
    bomb = changed(data, SHEET, b"<sheetData>", b"<sheetData>" + b" " * 20_000_000)
    with pytest.raises(BuilderError, match="unpacks to"):
        read_workbook_tables(bomb, "a.xlsx")
    with pytest.raises(BuilderError, match="damaged"):
        read_workbook_tables(data[: len(data) // 2], "a.xlsx")
    with pytest.raises(BuilderError, match="damaged"):
        read_workbook_tables(changed(data, SHEET, b"</sheetData>", b"<sheet"), "a.xlsx")
    entities = changed(data, SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    with pytest.raises(BuilderError, match="declares entities"):
        read_workbook_tables(entities, "a.xlsx")


def test_empty_cells_far_to_the_right_cost_little() -> None:
    book = Workbook()
    book.active.append(["Name"])
    rows = "".join(f'<row r="{number}"><c r="XFD{number}"/></row>' for number in range(2, 3000)).encode()
    data = changed(saved(book), "xl/worksheets/sheet1.xml", b"</sheetData>", rows + b"</sheetData>")
    with pytest.raises(BuilderError, match="more than 12,000,000 cells"):
        read_workbook_tables(data, "people.xlsx")


def test_thousands_of_merged_ranges_over_the_whole_sheet_cost_nothing() -> None:
    book = Workbook()
    book.active.append(["Name"])
    ranges = b'<mergeCell ref="A1:A1048576"/>' * 3000
    merged = b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
    data = changed(saved(book), "xl/worksheets/sheet1.xml", b"</sheetData>", merged)
    began = process_time()
    (table,) = read_workbook_tables(data, "people.xlsx")
    assert [row.cells for row in table.rows] == [("Name",)]
    assert process_time() - began < 5
