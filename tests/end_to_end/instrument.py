"""An invented audit instrument, filled into the workbook as a coordinator would. Its numbers and points mean nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

MINIMAL = Path(__file__).parent.parent / "examples" / "minimal"

INSTRUMENT = {5: "Invented instrument, version 1", 6: "2026-05-04"}
"""Values of column B by row: title, day of copying."""

QUESTIONS: tuple[tuple[Any, ...], ...] = (
    ("1.1", "leadership", "ML1, ML3", 10, 5, None, "yes-no", None, "no"),
    ("1.2", "leadership", "ML11", None, 15, None, "range", None, "no"),
    ("7.1", "inspections", "IN1", 20, None, None, "yes-partial-no", None, "no"),
    ("7.10", "inspections", "IN2", 30, 10, 10, "all-or-nothing", 70, "no"),
    ("8.1", "emergency", "ER5", 20, None, 10, "range", None, "yes"),
)
"""Rows of the sheet Questions, column A to I."""


def small_program(folder: Path) -> Path:
    """A copy of the small valid company."""
    return Path(shutil.copytree(MINIMAL, folder / "program"))


def fill(
    workbook: Path, *, rows: tuple[tuple[Any, ...], ...] = QUESTIONS, cells: Mapping[str, Any] | None = None
) -> None:
    """Type the invented instrument into a fresh workbook; `cells` are typed over it, "Questions!D4" by value."""
    book = load_workbook(workbook)
    for row, value in INSTRUMENT.items():
        book["Instrument"].cell(row, 2).value = value
    sheet = book["Questions"]
    sheet.delete_rows(3, sheet.max_row)
    for number, values in enumerate(rows, 3):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    for name, value in (cells or {}).items():
        title, _, ref = name.partition("!")
        book[title][ref].value = value
    book.save(workbook)
