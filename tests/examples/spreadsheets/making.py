"""Six spreadsheets as a coordinator of the sample company has them: titles above the headings, merged cells, total rows, names in three
orders, days in three styles, half of it right. Text files stand beside this one; workbooks are made here, because bytes can't be read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

FOLDER = Path(__file__).parent

COURSES = ("Standard First Aid", "WHMIS 2015", "Fall Protection", "CSTS 2020")


def training_matrix() -> bytes:
    """People down, courses across, two columns a course; a title, a hidden row, a row of counts, and what people write in a hurry."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Matrix"
    sheet["A1"] = "Ridgeline Mechanical Ltd. – Training matrix"
    sheet["A1"].font = Font(size=16, bold=True)
    sheet.merge_cells("A1:I1")
    sheet["A2"] = "updated 3 Nov 2026, MK"
    sheet["A4"] = "Employee"
    for index, course in enumerate(COURSES):
        column = 2 + 2 * index
        sheet.cell(4, column, course)
        sheet.merge_cells(start_row=4, start_column=column, end_row=4, end_column=column + 1)
        sheet.cell(5, column, "Issued")
        sheet.cell(5, column + 1, "Expires")
    sheet["A5"] = "Employee"
    day = date
    rows: list[list[object]] = [
        ["SHOP"],
        ["Littlechild, Joanne", day(2026, 2, 11), day(2029, 2, 11), day(2026, 5, 6), None, day(2026, 4, 2), day(2029, 4, 2)],
        ["Hnatiuk, Darcy", "11-Feb-2026", "11-Feb-2029", day(2026, 5, 6), None, "n/a", "n/a", day(2025, 1, 20), "never"],
        ["Desjarlais, N.", None, None, "Mar 2026", None, day(2026, 4, 2), day(2029, 4, 2)],
        ["Weibe, Samantha", None, None, day(2026, 5, 6)],
        ["FIELD"],
        ["Rick Vandermeer", day(2026, 2, 11), "=C6", "X", None, day(2026, 4, 2), day(2023, 4, 2)],
        ["Gill, Simran", day(2026, 9, 1), day(2029, 9, 1)],
        ["Gill, Simran", day(2026, 9, 1), day(2029, 9, 1)],
        ["Hofer, Dustin", "n/a"],
        ["Total trained", "=COUNTA(B6:B14)"],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A6:I6")
    sheet.row_dimensions[9].hidden = True
    hidden = book.create_sheet("2024 old")
    hidden.append(["Employee", "WHMIS"])
    hidden.sheet_state = "hidden"
    return _bytes(book)


def equipment_list() -> bytes:
    """Two sheets with the same columns, another with notes; unit numbers, half of them with a make; a column of prices nobody asked for."""
    book = Workbook()
    trucks = book.active
    trucks.title = "Vehicles"
    headings = ["Unit #", "Description", "Type", "Make", "Model", "VIN / Serial", "Location", "In service", "Price"]
    trucks.append(headings)
    trucks.append(
        [
            11,
            "service body with crane post",
            "Truck",
            "Ford",
            "F-350",
            "1FDRF3HT2MEC40117",
            "Prairie Creek Compressor Station expansion",
            date(2021, 4, 12),
            61000,
        ]
    )
    trucks.append(
        [
            17,
            "crew cab",
            "Truck",
            "Ford",
            "F-250",
            "1FT7W2BN0REC11872",
            "Red Deer fabrication shop and yard",
            date(2026, 3, 2),
            78000,
        ]
    )
    trucks.append([18, "crew cab", None, "Ram", "2500", "3C6UR5DJ0RG155201", "shop", date(2026, 3, 2), 80100])
    trucks.append([22, "plumbing van", "Van", "GMC", "Savana", "1GCZGHFG4J1248872", "shop", None, None])
    trucks.append(["Total", None, None, None, None, None, None, None, "=SUM(I2:I5)"])
    tools = book.create_sheet("Tools and lifts")
    tools.append(headings)
    tools.append(
        [None, "Scissor lift, 8 m", "Aerial lift", "Genie", "GS-2646", 4417208, "northgate", "2026-01-15", None]
    )
    tools.append([None, "Pipe beveller", "Pipe tool", "Mathey", "#ERROR", "=A1", "shop", None, None])
    tools.append([None, "Magnetic drill press", "Drill", "Hougen", "HMD904", "904-55121", "the old shop", None, None])
    notes = book.create_sheet("Notes")
    notes.append(["Insurance renews in March"])
    return _bytes(book)  # fmt: skip


def wide_timesheet() -> bytes:
    """People down, days across, as the shop keeps it; the days are dates, nights off are empty, one cell says what it shouldn't."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Nov 2-6"
    sheet.append(["Weekly hours – shop"])
    sheet.append([])
    sheet.append(["Name", "Job", *(date(2026, 11, number) for number in range(2, 7)), "Total"])
    sheet.append(["Darcy Hnatiuk", "shop", 8, 8, 8.5, 8, None, "=SUM(C4:G4)"])
    sheet.append(["Tyler Brandt", "northgate", 10, 10, 10, 10, 10, 50])
    sheet.append(["Grace Yellowbird", "shop", 8, "sick", 8, 8, 8, 32])
    sheet.append(["Ken Yamamoto", "shop", 8, 8, 26, 8, 0, 50])
    sheet.append(["Total", None, 34, 26, 52.5, 34, 18])
    return _bytes(book)


def _bytes(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _text(name: str, encoding: str) -> Callable[[], bytes]:
    """A text file as the program that wrote it would have encoded it; here it lies in UTF-8, which people can read."""
    return lambda: (FOLDER / name).read_text(encoding="utf-8").encode(encoding)


SHEETS: Mapping[str, Callable[[], bytes]] = {
    "Employees.csv": _text("employees.csv", "cp1252"),
    "Training matrix 2026.xlsx": training_matrix,
    "Equipment list.xlsx": equipment_list,
    "Action log.csv": _text("action-log.csv", "utf-16"),
    "Timesheets November 2026.csv": _text("timesheets-november-2026.csv", "utf-8"),
    "Shop hours.xlsx": wide_timesheet,
    "Inspections export.csv": _text("inspections-export.csv", "utf-8-sig"),
}
"""What a coordinator has, by file name."""
