"""The index sheet of an inbox: a small table that says of each file what can't be read from it, and why a file waits.

`index.csv` or `index.xlsx` is written by a person; `waiting.csv` is written by Muster in the same form, so that it can be completed
and imported again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from builder.bring_in.days import DayColumn, UnreadDayError, decide_orders, read_day
from builder.bring_in.tables.opening import read_tables
from builder.bring_in.tables.table import Row, Table, Value, is_empty, show
from builder.model.error import BuilderError

WAITING = "waiting.csv"
NAMES = ("index.csv", "index.xlsx", WAITING)
"""Of index sheets, in the order in which they count: what stands in a later one, and isn't empty, counts more."""

COLUMNS = ("file", "pages", "type", "kind", "date", "site", "people", "signed", "with", "level", "why")
_ALSO = {
    "filename": "file",
    "name": "file",
    "day": "date",
    "record": "type",
    "form": "type",
    "page": "pages",
    "reason": "why",
}
_PAGES = re.compile(r"([1-9][0-9]{0,3})(?:\s*(?:-|–|to)\s*([1-9][0-9]{0,3}))?")


@dataclass(frozen=True)
class IndexRow:
    """What a row says; all text as it was written, empty where nothing was.

    Attributes:
        file: Name of the file within the folder, with `/`.
        pages: First and last page; None for the whole file.
        type, kind, site: As people call them.
        day: Of the paper.
        people, signed: Who was there and who signed, separated by semicolons: "Ana Ruiz=attended; P-004=leader@1".
        with_: The file or record that this one belongs to, or `new`.
        level: Who may see it, if somebody has looked: office or posted.
        fault: What can't be understood in the row, in sentences.
        why: Why it waited when the list was written.
    """

    file: str
    pages: tuple[int, int] | None = None
    type: str = ""
    kind: str = ""
    day: date | None = None
    site: str = ""
    people: str = ""
    signed: str = ""
    with_: str = ""
    level: str = ""
    fault: str = ""
    why: str = ""


Index = Mapping[tuple[str, tuple[int, int] | None], IndexRow]
"""Rows by file and pages."""


def read_index(data: bytes, name: str) -> tuple[IndexRow, ...]:
    """The rows of an index sheet.

    Args:
        data: CSV in any of the usual encodings, or XLSX.
        name: Of the file, for messages.

    Raises:
        BuilderError: It can't be read as a table, or has no column `file`.
    """
    for table in read_tables(data, name):
        for number, row in enumerate(table.rows):
            columns = _columns(row)
            if "file" in columns:
                return tuple(_read_rows(table, number, columns))
    raise BuilderError(
        f"{name} has no column called file, so nobody can say which row is about which paper.",
        f"Its columns are: {', '.join(COLUMNS)}; all but file may be left out.",
    )


def _columns(row: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        name = show(cell).strip().casefold() if not is_empty(cell) else ""
        name = _ALSO.get(name, name)
        if name in COLUMNS:
            found.setdefault(name, index)
    return found


def _read_rows(table: Table, head: int, columns: Mapping[str, int]) -> Iterable[IndexRow]:
    def text(row: Row, name: str) -> str:
        cell = row.cell(columns[name]) if name in columns else None
        return "" if is_empty(cell) else from_text(show(cell).strip())

    rows = [row for row in table.rows[head + 1 :] if text(row, "file")]
    days: list[Value] = [row.cell(columns["date"]) if "date" in columns else None for row in rows]
    column = decide_orders(days)
    for row, value in zip(rows, days, strict=True):
        day, fault = _day(value, column)
        pages, page_fault = _pages(text(row, "pages"))
        yield IndexRow(
            text(row, "file").replace("\\", "/"),
            pages,
            text(row, "type"),
            text(row, "kind"),
            day,
            text(row, "site"),
            text(row, "people"),
            text(row, "signed"),
            text(row, "with"),
            text(row, "level").casefold(),
            " ".join(filter(None, (fault, page_fault))),
            text(row, "why"),
        )


def _day(value: Value, column: DayColumn) -> tuple[date | None, str]:
    if is_empty(value):
        return None, ""
    try:
        return read_day(value, column), ""
    except UnreadDayError as error:
        return None, f"The column “date” {error}. Write it like 2026-03-04."


def _pages(text: str) -> tuple[tuple[int, int] | None, str]:
    if not text:
        return None, ""
    found = _PAGES.fullmatch(text)
    # Spreadsheets turn 3-4 into the 3rd of April; what Muster writes has a word between.
    if found is None or int(found[2] or found[1]) < int(found[1]):
        return None, f"The column “pages” says {text}; write it like: 3 to 4."
    return (int(found[1]), int(found[2] or found[1])), ""


def join_rows(sheets: Iterable[Iterable[IndexRow]]) -> Index:
    """The rows of several sheets by file and pages; what a later one says counts, and where it says nothing the earlier one."""
    joined: dict[tuple[str, tuple[int, int] | None], IndexRow] = {}
    for rows in sheets:
        for row in rows:
            key = (row.file, row.pages)
            joined[key] = _over(joined[key], row) if key in joined else row
    return joined


def _over(earlier: IndexRow, later: IndexRow) -> IndexRow:
    said = {each.name: getattr(later, each.name) for each in fields(later) if getattr(later, each.name)}
    return replace(earlier, fault=later.fault, **{name: value for name, value in said.items() if name != "fault"})


def find_row(index: Index, file: str, pages: tuple[int, int] | None) -> IndexRow:
    """What the sheets say of pages of a file: their own row, filled up from the row of the whole file."""
    whole = index.get((file, None), IndexRow(file))
    own = index.get((file, pages)) if pages else None
    return replace(_over(whole, own), pages=pages) if own else replace(whole, pages=pages)


def write_waiting(rows: Iterable[tuple[IndexRow, str]]) -> bytes:
    """The list of what waits, as a CSV that spreadsheet programs open with its accents.

    Args:
        rows: What is known of each paper, and why it waits.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row, why in rows:
        pages = "" if row.pages is None else _write_pages(*row.pages)
        day = row.day.isoformat() if row.day else ""
        known = (row.file, pages, row.type, row.kind, day, row.site, row.people, row.signed, row.with_, row.level, why)
        writer.writerow([as_text(each) for each in known])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _write_pages(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula; a file may be called `=HYPERLINK(…)`.

    Source: OWASP, CSV injection: a cell that begins with = + - @ or a tab or line break is run as a formula.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) or from_text(cell) != cell else cell


def from_text(cell: str) -> str:
    """What `as_text` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell
