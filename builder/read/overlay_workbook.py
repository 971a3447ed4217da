"""The filled workbook as an overlay: every cell that doesn't fit is a fault with its row and column, and nothing is guessed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from openpyxl.utils import get_column_letter

from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.overlay import Floor, MethodPoints, Overlay, OverlayQuestion
from builder.model.overlay_sheet import (
    ELEMENT,
    FIRST_QUESTION_ROW,
    FLOOR_ROWS,
    HEADING_ROW,
    HELP_ROW,
    INSTRUMENT_ROWS,
    INSTRUMENT_SHEET,
    MAX_ROWS,
    NA,
    NUMBER,
    POINTS_D,
    POINTS_I,
    POINTS_O,
    QUESTION_COLUMNS,
    QUESTIONS_SHEET,
    RULE,
    RULES,
    THRESHOLD,
    TOPICS,
)
from builder.model.place import FieldPath, Place
from builder.model.stored import Stored
from builder.read.cell import Cell, read_choice, read_day, read_text, read_whole, read_yes_no


@dataclass
class _Sheets:
    """The workbook while it is read: where it comes from, and what was found so far."""

    book: Any
    name: str
    elements: tuple[str, ...]
    faults: list[Fault] = field(default_factory=list)
    places: dict[FieldPath, Place] = field(default_factory=dict)

    def cell(self, sheet: str, row: int, column: int, *steps: str | int) -> Cell:
        """A cell, remembered as the place of a value of the overlay."""
        place = Place(f"{self.name}#{sheet}", row, column)
        if steps:
            self.places[steps] = place
        return Cell(self.book[sheet].cell(row, column), place, self.faults)


def read_overlay_workbook(
    book: Any, data: bytes, name: str, elements: tuple[str, ...]
) -> tuple[Stored[Overlay], list[Fault]]:
    """The overlay, and the faults of its cells; with faults, what doesn't fit is left at its default, so that rules can judge the rest.

    The path of each place is the workbook's name, `#`, and the name of the sheet.

    Args:
        book: As `open_workbook` gives it.
        data: Its bytes.
        name: Of the file.
        elements: Keys that the standard has.

    Raises:
        BuilderError: A sheet is not there.
    """
    for sheet in (INSTRUMENT_SHEET, QUESTIONS_SHEET):
        if sheet not in book.sheetnames:
            raise BuilderError(
                f"{name} has no sheet called “{sheet}”.", "Start from the workbook that `muster overlay write` makes."
            )
    sheets = _Sheets(book, name, elements)
    instrument = _instrument(sheets)
    floors = _floors(sheets)
    questions = tuple(_questions(sheets))
    values = {**instrument, "floors": floors, "questions": questions}
    overlay = Overlay.model_construct(**values) if sheets.faults else Overlay(**values)
    stored = Stored(overlay, name, sheets.places, hashlib.sha256(data).hexdigest(), "", len(data))
    return stored, sheets.faults


def _instrument(sheets: _Sheets) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row, (name, label, _) in enumerate(INSTRUMENT_ROWS, 2):
        _expect_label(sheets, row, label)
        cell = sheets.cell(INSTRUMENT_SHEET, row, 2, name)
        found[name] = read_day(cell, label) if name == "read_on" else read_text(cell, label)
        if not found[name] and not cell.is_faulty:
            cell.fault("field-missing", f"“{label}” is empty.", "Fill it in.")
    return found


def _floors(sheets: _Sheets) -> Mapping[str, Floor]:
    parts: dict[str, dict[str, int]] = {}
    first: dict[str, Cell] = {}
    for row, (audit, part, label) in enumerate(FLOOR_ROWS, 2 + len(INSTRUMENT_ROWS)):
        _expect_label(sheets, row, label)
        cell = sheets.cell(INSTRUMENT_SHEET, row, 2, "floors", audit, part)
        first.setdefault(audit, cell)
        percent = read_whole(cell, label, 0, 100, per_cent=True)
        if percent is not None:
            parts.setdefault(audit, {})[part] = percent
    for kind, given in parts.items():
        if "overall" not in given and not first[kind].is_faulty:
            first[kind].fault("field-missing", f"The overall pass mark of the {kind} audit is empty.", "Fill it in.")
    return {kind: Floor(**given) for kind, given in parts.items() if "overall" in given}


def _expect_label(sheets: _Sheets, row: int, label: str) -> None:
    cell = sheets.cell(INSTRUMENT_SHEET, row, 1)
    if cell.value != label:
        seen = f"“{cell.value}”" if cell.value else "nothing"
        cell.fault("value-not-allowed", f"“{label}” is expected here, and {seen} stands here.", "Put the rows back.")


def _questions(sheets: _Sheets) -> Iterator[OverlayQuestion]:
    sheet = sheets.book[QUESTIONS_SHEET]
    if not _has_headings(sheets):
        return
    for merged in sorted(str(each) for each in sheet.merged_cells.ranges):
        ref = re.match(r"([A-Z]+)(\d+)", merged)
        assert ref is not None
        column = sheet[ref[0]].column
        message = f"The cells {merged} are merged, so only the first of them holds anything."
        sheets.cell(QUESTIONS_SHEET, int(ref[2]), column).fault("value-not-allowed", message, "Unmerge them.")
    last = sheet.max_row
    if last > MAX_ROWS:
        cell = sheets.cell(QUESTIONS_SHEET, MAX_ROWS + 1, 1)
        message = f"The sheet goes on to row {last:,}; at most {MAX_ROWS:,} rows are read."
        cell.fault("value-not-allowed", message, "Delete the rows below the last question, not only what is in them.")
        last = MAX_ROWS
    number = 0
    is_help = sheet.cell(HELP_ROW, NUMBER).value == QUESTION_COLUMNS[NUMBER - 1][1]
    for row in range(FIRST_QUESTION_ROW if is_help else HELP_ROW, last + 1):
        question = _question(sheets, row, number)
        if question is not None:
            number += 1
            yield question


def _has_headings(sheets: _Sheets) -> bool:
    before = len(sheets.faults)
    for column, (title, _, _) in enumerate(QUESTION_COLUMNS[:NA], 1):
        cell = sheets.cell(QUESTIONS_SHEET, HEADING_ROW, column)
        if cell.value != title:
            message = f"Column {get_column_letter(column)} should be headed “{title}”, and is not; columns were moved or renamed."
            cell.fault("value-not-allowed", message, "Put the columns back as `muster overlay write` laid them out.")
    return len(sheets.faults) == before


def _question(sheets: _Sheets, row: int, index: int) -> OverlayQuestion | None:
    sheet = sheets.book[QUESTIONS_SHEET]
    told = [sheet.cell(row, column).value for column in range(NUMBER, NA + 1) if column not in (ELEMENT, TOPICS)]
    if all(value is None or value == "" for value in told):
        # A row that only names an element and our question is one of those laid out by us and not copied yet.
        return None

    def at(column: int, *steps: str | int) -> Cell:
        return sheets.cell(QUESTIONS_SHEET, row, column, "questions", index, *steps)

    before = len(sheets.faults)
    first = at(NUMBER)
    values: dict[str, Any] = {
        "number": _required(at(NUMBER, "number"), read_text(first, "The number"), "The number of the question"),
        "element": _required(
            at(ELEMENT, "element"), read_choice(at(ELEMENT), "The element", sheets.elements), "Element"
        ),
        "topics": _topics(at(TOPICS, "topics"), sheets, index),
        "points": _points(at),
        "rule": _required(at(RULE, "rule"), read_choice(at(RULE), "The rule", RULES), "Rule"),
        "threshold": read_whole(at(THRESHOLD, "threshold"), "The threshold", 1, 100, per_cent=True),
        "may_be_na": read_yes_no(at(NA, "may_be_na"), "Whether it may be marked not applicable"),
    }
    sheets.places["questions", index] = first.place
    if len(sheets.faults) > before:
        return OverlayQuestion.model_construct(**values)
    return OverlayQuestion(**values)


def _required(cell: Cell, value: str, what: str) -> str:
    if not value and not cell.is_faulty:
        cell.fault(
            "field-missing", f"{what} is empty, though the row holds other values.", "Fill it in, or empty the row."
        )
    return value


def _topics(cell: Cell, sheets: _Sheets, index: int) -> tuple[str, ...]:
    ids = [each for each in re.split(r"[\s,;]+", read_text(cell, "Our questions")) if each]
    for number in range(len(ids)):
        sheets.places["questions", index, "topics", number] = cell.place
    return tuple(ids)


def _points(at: Any) -> MethodPoints:
    found: dict[str, int] = {}
    for method, column in (("D", POINTS_D), ("I", POINTS_I), ("O", POINTS_O)):
        cell = cast(Cell, at(column, "points", method))
        points = read_whole(cell, f"Points {method}", 0, 10_000)
        # A faulty cell stands for some points, so that the row isn't blamed for having none as well.
        found[method] = points if points is not None else int(cell.is_faulty)
    at(POINTS_D, "points")
    return MethodPoints(**found)
