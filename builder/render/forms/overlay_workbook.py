"""The workbook in which a coordinator copies the partner's instrument: laid out, explained, and with nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from builder.model.overlay import Overlay, OverlayQuestion
from builder.model.overlay_sheet import (
    ELEMENT,
    FIRST_QUESTION_ROW,
    FLOOR_ROWS,
    HEADING_ROW,
    HELP_ROW,
    HELP_SHEET,
    INSTRUMENT_ROWS,
    INSTRUMENT_SHEET,
    MAX_ROWS,
    NA,
    NO,
    NUMBER,
    POINTS_D,
    POINTS_O,
    QUESTION_COLUMNS,
    QUESTIONS_SHEET,
    RULE,
    RULE_HELP,
    RULES,
    THRESHOLD,
    TOPICS_SHEET,
    YES,
)
from builder.model.register import Company
from builder.model.standard import Standard
from builder.render.forms.workbook_bytes import workbook_bytes

_FILLED_IN = PatternFill("solid", fgColor="FFF7D6")
_HEADING = PatternFill("solid", fgColor="DCE6EE")

INSTRUCTIONS = (
    ("What this is for", ""),
    (
        "",
        "The questions of your certifying partner's audit instrument are not part of Muster: they belong to the partner. Copy from your own licensed copy what the yellow columns ask for, and Muster can show your evidence in the partner's numbering and count documentation in points.",
    ),
    ("What to copy", ""),
    ("1", "Sheet “Instrument”: its title and version, and the day you copy it. Pass marks only if yours differ."),
    (
        "2",
        "Sheet “Questions”: one row for each question of the instrument. Number, points for documentation (D), interviews (I) and observation (O), the rule by which points are given, the threshold if it has one, and whether it may be marked not applicable.",
    ),
    (
        "3",
        "Beside each, the ids of Muster's questions that it asks about (sheet “Our questions”). The rows are a start, one for each of ours, in your partner's order: type the number in front, join rows, add rows, or delete them. One question of theirs may ask about several of ours, and one of ours may stand in several of theirs.",
    ),
    ("4", "Leave empty what you don't know. A row without number, points and rule counts as not copied yet."),
    ("How points are given", ""),
    *RULE_HELP,
    ("Then", ""),
    (
        "",
        "Save as .xlsx and run: muster overlay read FILE.xlsx. Every cell that doesn't fit is named, and nothing is written until all of them do. Type values, not formulas, and merge no cells.",
    ),
    ("Copyright", ""),
    (
        "",
        "The instrument is licensed to your company. This workbook and records/overlay.yaml hold parts of it: keep them in your own private repository and don't publish or pass them on. The wording of the questions isn't needed and should not be copied. Packs for the auditor print the numbers, never the points.",
    ),
)


def write_overlay_workbook(standard: Standard, company: Company, overlay: Overlay | None = None) -> bytes:
    """The workbook, filled in as far as `overlay` goes; the same arguments give the same bytes.

    Number, points, rule, threshold and N/A right of questions that the overlay doesn't have are left empty.
    """
    book = Workbook()
    book.remove(book.active)
    _instructions(book.create_sheet(HELP_SHEET))
    _instrument(book.create_sheet(INSTRUMENT_SHEET), standard, company, overlay)
    _questions(book.create_sheet(QUESTIONS_SHEET), standard, company.partner, overlay)
    _topics(book.create_sheet(TOPICS_SHEET), standard, company.partner)
    return workbook_bytes(book)


def _instructions(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 100
    sheet.append(["The overlay: your partner's questions beside ours"])
    sheet["A1"].font = Font(bold=True, size=14)
    for row, (first, text) in enumerate(INSTRUCTIONS, 3):
        sheet.cell(row, 1, first).alignment = Alignment(vertical="top", horizontal="left")
        sheet.cell(row, 1).font = Font(bold=not text)
        sheet.cell(row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")


def _instrument(sheet: Any, standard: Standard, company: Company, overlay: Overlay | None) -> None:
    for letter, width in (("A", 38), ("B", 44), ("C", 70)):
        sheet.column_dimensions[letter].width = width
    _heading(sheet, ("What", "Value", "Help"))
    known: dict[str, object] = {"standard": standard.id, "edition": standard.edition, "partner": company.partner}
    if overlay is not None:
        known |= {name: getattr(overlay, name) for name, _, _ in INSTRUMENT_ROWS}
    row = 2
    for name, label, help in INSTRUMENT_ROWS:
        _append_texts(sheet, [label, _cell(known.get(name)), help])
        row += 1
    for audit, part, label in FLOOR_ROWS:
        floor = overlay.floors.get(audit) if overlay else None
        usual = getattr(standard.pass_rules.get(audit), part, None)
        help = f"Empty: {usual} %, as the standard says." if usual is not None else "Empty: none."
        sheet.append([label, getattr(floor, part, None), help])
        row += 1
    for number in range(2, row):
        value = sheet.cell(number, 2)
        value.fill = _FILLED_IN
        value.number_format = "@" if number < 2 + len(INSTRUMENT_ROWS) else "0"
    sheet.freeze_panes = "A2"


def _append_texts(sheet: Any, row: Sequence[object]) -> None:
    sheet.append(list(row))
    for cell in sheet[sheet.max_row]:
        if cell.data_type == "f":
            # A number like "=5" in an overlay stays text; a spreadsheet must not calculate with it.
            cell.data_type = "s"


def _cell(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _questions(sheet: Any, standard: Standard, partner: str, overlay: Overlay | None) -> None:
    _heading(sheet, [title for title, _, _ in QUESTION_COLUMNS])
    sheet.append([help for _, help, _ in QUESTION_COLUMNS])
    for column, (_, _, width) in enumerate(QUESTION_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        # Without the text format, a spreadsheet makes 5.1 of a question numbered 5.10.
        sheet.column_dimensions[get_column_letter(column)].number_format = "@" if column == NUMBER else "General"
        help = sheet.cell(HELP_ROW, column)
        help.font = Font(italic=True, color="555555")
        help.alignment = Alignment(wrap_text=True, vertical="top")
    for row in _question_rows(standard, partner, overlay):
        _append_texts(sheet, row)
    for number in range(FIRST_QUESTION_ROW, sheet.max_row + 1):
        for column in range(NUMBER, NA + 1):
            sheet.cell(number, column).fill = _FILLED_IN
        sheet.cell(number, NUMBER).number_format = "@"
    sheet.freeze_panes = sheet.cell(FIRST_QUESTION_ROW, 2)
    for validation in _validations(standard):
        sheet.add_data_validation(validation)


def _question_rows(standard: Standard, partner: str, overlay: Overlay | None) -> Iterator[list[object]]:
    topics = {question.id: question.topic for question in standard.questions()}
    copied = overlay.questions if overlay else ()
    for question in copied:
        yield [*_filled(question), "; ".join(topics[id] for id in question.topics if id in topics)]
    known = {id for question in copied for id in question.topics}
    for _, element in standard.elements_for(partner):
        for topic in element.questions:
            if topic.id not in known:
                yield [None, element.key, topic.id, None, None, None, None, None, None, topic.topic]


def _filled(question: OverlayQuestion) -> list[object]:
    points = question.points
    return [
        question.number,
        question.element,
        ", ".join(question.topics),
        *(each or None for each in (points.D, points.I, points.O)),
        question.rule,
        question.threshold,
        YES if question.may_be_na else NO,
    ]


def _validations(standard: Standard) -> Iterator[DataValidation]:
    keys = [element.key for element in standard.elements]
    for column, choices in ((ELEMENT, keys), (RULE, RULES), (NA, (YES, NO))):
        found = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        yield _ranged(found, column, "Choose one from the list.")
    for column in range(POINTS_D, POINTS_O + 1):
        found = DataValidation(type="whole", operator="between", formula1="0", formula2="1000", allow_blank=True)
        yield _ranged(found, column, "A whole number of points.")
    found = DataValidation(type="whole", operator="between", formula1="1", formula2="100", allow_blank=True)
    yield _ranged(found, THRESHOLD, "A whole number from 1 to 100.")


def _ranged(validation: DataValidation, column: int, message: str) -> DataValidation:
    letter = get_column_letter(column)
    validation.add(f"{letter}{FIRST_QUESTION_ROW}:{letter}{MAX_ROWS}")
    validation.error = message
    validation.errorTitle = QUESTION_COLUMNS[column - 1][0]
    validation.prompt = QUESTION_COLUMNS[column - 1][1]
    validation.promptTitle = QUESTION_COLUMNS[column - 1][0]
    validation.showErrorMessage = validation.showInputMessage = True
    return validation


def _topics(sheet: Any, standard: Standard, partner: str) -> None:
    _heading(sheet, ("Id", "Element", "Partner's element", "What is asked, in our words", "Verified by"))
    for letter, width in (("A", 8), ("B", 20), ("C", 44), ("D", 90), ("E", 14)):
        sheet.column_dimensions[letter].width = width
    for numbered, element in standard.elements_for(partner):
        for question in element.questions:
            name = f"{numbered.number} {numbered.name}"
            sheet.append([question.id, element.key, name, question.topic, " ".join(question.methods)])
    sheet.freeze_panes = "A2"


def _heading(sheet: Any, titles: Sequence[str]) -> None:
    sheet.append(list(titles))
    for cell in sheet[HEADING_ROW]:
        cell.font = Font(bold=True)
        cell.fill = _HEADING
