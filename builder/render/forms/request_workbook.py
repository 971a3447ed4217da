"""The workbook in which an auditor writes what they want to see: it goes with the pack, comes back, and is read by `muster requests`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from builder.model.request_sheet import (
    ASKED,
    BLANK_ROWS,
    COLUMNS,
    DUE,
    FIRST_ROW,
    HEADING_ROW,
    HELP_ROW,
    HELP_SHEET,
    QUESTION,
    QUESTIONS_SHEET,
    REQUESTS_SHEET,
    SITE,
    SITES_SHEET,
)
from builder.model.standard import Standard
from builder.render.forms.workbook_bytes import workbook_bytes

_FILLED_IN = PatternFill("solid", fgColor="FFF7D6")
_HEADING = PatternFill("solid", fgColor="DCE6EE")
_WRAPPED = Alignment(wrap_text=True, vertical="top")

INSTRUCTIONS = (
    "Write one request a row on the sheet “Requests”, in your own words, and send the file back. Nothing else is needed.",
    "If you name ids of records, they are printed in full, with their scans, in the supplement you get. Ids stand in the registers of the pack.",
    "Your choice is taken as it is: the company adds nothing to it and leaves nothing out.",
    "Send the list as often as you like. A row that was read before is not read twice.",
    "Type values, not formulas. Don't write the names of people you interviewed: nobody in the company is to know them.",
)
"""Said to the auditor, one line each."""


def write_request_workbook(company: str, standard: Standard, partner: str, sites: Mapping[str, str]) -> bytes:
    """The blank workbook; the same arguments give the same bytes.

    Args:
        company: Its name.
        standard: Its questions, in the partner's order, for looking up ids.
        partner: The certifying partner.
        sites: Names by id.
    """
    book = Workbook()
    book.remove(book.active)
    _instructions(book.create_sheet(HELP_SHEET), company)
    requests = book.create_sheet(REQUESTS_SHEET)
    _requests(requests)
    questions = list(_question_rows(standard, partner))
    _listed(book.create_sheet(QUESTIONS_SHEET), ("Question", "Element", "What is asked"), questions, (12, 34, 90))
    _listed(book.create_sheet(SITES_SHEET), ("Site", "Name"), sorted(sites.items()), (24, 60))
    _choose(requests, QUESTION, QUESTIONS_SHEET, len(questions))
    _choose(requests, SITE, SITES_SHEET, len(sites))
    book.active = 1
    return workbook_bytes(book)


def _instructions(sheet: Any, company: str) -> None:
    sheet.column_dimensions["A"].width = 110
    sheet.append([f"What the auditor asks {company} for"])
    sheet["A1"].font = Font(bold=True, size=14)
    for row, text in enumerate(INSTRUCTIONS, 3):
        sheet.cell(row, 1, text).alignment = _WRAPPED
    _keep_texts(sheet)


def _requests(sheet: Any) -> None:
    for column, (title, help, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        heading, below = sheet.cell(HEADING_ROW, column, title), sheet.cell(HELP_ROW, column, help)
        heading.font, heading.fill = Font(bold=True), _HEADING
        below.font, below.alignment = Font(italic=True, color="555555"), _WRAPPED
        for row in range(FIRST_ROW, FIRST_ROW + BLANK_ROWS):
            cell = sheet.cell(row, column)
            cell.fill, cell.alignment = _FILLED_IN, _WRAPPED
            # As text, so that a spreadsheet makes no date of "3-4" and no number of "007".
            cell.number_format = "yyyy-mm-dd" if title in (ASKED, DUE) else "@"
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADING_ROW}:{HELP_ROW}"


def _question_rows(standard: Standard, partner: str) -> Iterator[tuple[str, str, str]]:
    for numbered, element in standard.elements_for(partner):
        for question in element.questions:
            yield question.id, f"{numbered.number} {numbered.name}", question.topic


def _listed(sheet: Any, heads: tuple[str, ...], rows: Any, widths: tuple[int, ...]) -> None:
    sheet.append(list(heads))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font, sheet.cell(1, column).fill = Font(bold=True), _HEADING
    for row in rows:
        sheet.append(list(row))
    _keep_texts(sheet)
    sheet.freeze_panes = "A2"


def _keep_texts(sheet: Any) -> None:
    """A name like "=Fabrication" stays text; a spreadsheet must not calculate with it."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"


def _choose(sheet: Any, title: str, source: str, count: int) -> None:
    """A list to choose from, which still lets anything be typed: the reader names what it doesn't know."""
    if not count:
        return
    letter = get_column_letter([name for name, _, _ in COLUMNS].index(title) + 1)
    found = DataValidation(
        type="list", formula1=f"'{source}'!$A$2:$A${count + 1}", allow_blank=True, showErrorMessage=False
    )
    found.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + BLANK_ROWS - 1}")
    sheet.add_data_validation(found)
