"""The auditor's filled list of requests: every cell that doesn't fit is a fault with its place, and nothing is guessed."""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.place import Place
from builder.model.request_sheet import (
    ANSWER,
    ASKED,
    COLUMNS,
    DUE,
    HELP_ROW,
    IDS,
    MAX_ROWS,
    MAX_TEXT,
    NUMBER,
    QUESTION,
    REQUESTS_SHEET,
    SITE,
    TEXT,
)
from builder.read.cell import Cell, read_choice, read_day, read_text
from builder.read.workbook_file import open_workbook

MAX_LIST = 2_000_000
"""Bytes of a list that is CSV."""

_SEPARATOR = re.compile(r"[\s,;]+")
_RECORD_ID = re.compile(r"[A-Za-z]{1,5}-[0-9]{2,6}")


@dataclass(frozen=True)
class _Typed:
    """A cell of a CSV file, as openpyxl's own cells look to a reader."""

    value: str | None
    data_type: str = "s"
    number_format: str = "General"


@dataclass(frozen=True)
class Request:
    """A row of the list.

    Attributes:
        row: Its number in the file, from 1.
        digest: Of what was asked, not of when the list was read or how it was answered: the same row again has the same.
    """

    row: int
    number: str
    text: str
    question: str
    site: str
    wanted: tuple[str, ...]
    asked_on: date | None
    due: date | None
    answer: str

    @property
    def digest(self) -> str:
        """SHA-256 of what was asked, 64 hex digits."""
        asked = (self.number, self.text, self.question, self.site, *self.wanted, str(self.due or ""))
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Known:
    """What a request may name.

    Attributes:
        questions: Ids of the standard's questions.
        sites: Names by id.
        ids: Of records and documents.
    """

    questions: Sequence[str]
    sites: Mapping[str, str]
    ids: frozenset[str]


def read_request_list(data: bytes, name: str, known: Known) -> tuple[tuple[Request, ...], tuple[Fault, ...]]:
    """The requests and the faults of their cells; a row with a fault is left out.

    Args:
        data: Bytes of an .xlsx workbook, or of a CSV file in UTF-8 with the same headings.
        name: Of the file; the path of each fault's place is it, with `#` and the sheet's name for a workbook.
        known: What a request may name.

    Raises:
        BuilderError: The file can't be read, has no column of requests, or too many rows.
    """
    faults: list[Fault] = []
    rows = (
        _of_workbook(data, name, faults)
        if data.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
        else _of_csv(data, name, faults)
    )
    found = []
    for number, cells in rows:
        before = len(faults)
        request = _read_row(number, cells, known)
        if request is not None and len(faults) == before:
            found.append(request)
    return tuple(found), tuple(faults)


def _of_workbook(data: bytes, name: str, faults: list[Fault]) -> Iterator[tuple[int, dict[str, Cell]]]:
    book = open_workbook(data, name)
    sheet = book[REQUESTS_SHEET] if REQUESTS_SHEET in book.sheetnames else book.worksheets[0]
    if sheet.max_row > 10 * MAX_ROWS or sheet.max_column > 1_000:
        raise BuilderError(f"{name} has {sheet.max_row:,} rows; at most {MAX_ROWS:,} are read.", "Split the list.")
    path = f"{name}#{sheet.title}"
    table = ((number, list(row)) for number, row in enumerate(sheet.iter_rows(), 1))
    yield from _under_headings(table, name, path, faults)


def _of_csv(data: bytes, name: str, faults: list[Fault]) -> Iterator[tuple[int, dict[str, Cell]]]:
    if len(data) > MAX_LIST:
        raise BuilderError(
            f"{name} has {len(data):,} bytes; a list of at most {MAX_LIST:,} is read.", "Split the list."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BuilderError(
            f"{name} is neither a workbook nor text in UTF-8.", "Save it as .xlsx, or as CSV UTF-8."
        ) from None
    first = text.partition("\n")[0]
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    except csv.Error as error:
        raise BuilderError(f"{name} can't be read as CSV: {error}.", "Save it as .xlsx, or as CSV UTF-8.") from None
    table = ((number, [_Typed(value.strip() or None) for value in line]) for number, line in enumerate(lines, 1))
    yield from _under_headings(table, name, name, faults)


def _under_headings(
    table: Iterable[tuple[int, list[Any]]], name: str, path: str, faults: list[Fault]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Each row below the headings as cells by heading; rows in which nothing is written are passed over."""
    titles = {title.casefold(): title for title, _, _ in COLUMNS}
    helps = {help for _, help, _ in COLUMNS}
    columns: dict[int, str] = {}
    count = 0
    for number, row in table:
        texts = [str(cell.value).strip() if cell.value is not None else "" for cell in row]
        if not columns:
            heads = {at: titles[text.casefold()] for at, text in enumerate(texts) if text.casefold() in titles}
            columns = heads if TEXT in heads.values() else {}
            continue
        if not any(texts[at] for at in columns) or any(texts[at] in helps for at in columns):
            continue
        count += 1
        if count > MAX_ROWS:
            raise BuilderError(f"{name} has more than {MAX_ROWS:,} requests.", "Split the list.")
        yield number, {title: Cell(row[at], Place(path, number, at + 1), faults) for at, title in columns.items()}
    if not columns:
        raise BuilderError(
            f"{name} has no column “{TEXT}”.",
            f"Start from the workbook that came with the pack; its headings stand in row {HELP_ROW - 1}.",
        )


def _read_row(number: int, cells: Mapping[str, Cell], known: Known) -> Request | None:
    text = _line(cells, TEXT)
    if not text and not any(cell.value is not None for title, cell in cells.items() if title != NUMBER):
        return None  # A row that was numbered beforehand, and not used.
    if len(text) < 3 and not cells[TEXT].is_faulty:
        cells[TEXT].fault(
            "field-missing", "Nothing says what is asked for.", "Write it in a few words, or clear the row."
        )
    return Request(
        row=number,
        number=_line(cells, NUMBER),
        text=text,
        question=_question(cells, known),
        site=_site(cells, known),
        wanted=_ids(cells, known),
        asked_on=read_day(cells[ASKED], ASKED) if ASKED in cells else None,
        due=read_day(cells[DUE], DUE) if DUE in cells else None,
        answer=_line(cells, ANSWER),
    )


def _line(cells: Mapping[str, Cell], title: str) -> str:
    if title not in cells:
        return ""
    text = " ".join(read_text(cells[title], title).split())
    if len(text) > MAX_TEXT:
        cells[title].fault(
            "value-not-allowed",
            f"{title} has {len(text):,} letters; at most {MAX_TEXT:,} are read.",
            "Say it in fewer words.",
        )
    if not text.isprintable():
        cells[title].fault("value-not-allowed", f"{title} holds signs that can't be printed.", "Type it again.")
    return text


def _question(cells: Mapping[str, Cell], known: Known) -> str:
    """The id in the standard's own letters; an auditor's own numbers can't be told from a mistake."""
    typed = _line(cells, QUESTION)
    found = next((id for id in known.questions if id.casefold() == typed.casefold()), "")
    if typed and not found:
        near = difflib.get_close_matches(typed.upper(), known.questions, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        fix = "The ids stand on the sheet “Questions”; or leave the cell empty and say it in words."
        cells[QUESTION].fault("value-not-allowed", f"{typed[:40]} is not a question of the standard.{hint}", fix)
    return found


def _site(cells: Mapping[str, Cell], known: Known) -> str:
    if SITE not in cells:
        return ""
    by_name = {name.casefold(): id for id, name in known.sites.items()}
    value = cells[SITE].value
    if isinstance(value, str) and value.casefold() in by_name:
        return by_name[value.casefold()]
    return read_choice(cells[SITE], SITE, list(known.sites))


def _ids(cells: Mapping[str, Cell], known: Known) -> tuple[str, ...]:
    if IDS not in cells:
        return ()
    found = []
    for word in filter(None, _SEPARATOR.split(read_text(cells[IDS], IDS))):
        # Spreadsheet programs write a capital at the beginning of a cell.
        id = next((each for each in (word, word.lower(), word.upper()) if each in known.ids), None)
        if id is not None:
            found.append(id)
        elif _RECORD_ID.fullmatch(word):
            cells[IDS].fault(
                "value-not-allowed",
                f"Nothing has the id {word}.",
                "Ask the auditor which record is meant, or take it out.",
            )
        else:
            cells[IDS].fault(
                "value-not-allowed",
                f"“{word[:40]}” is not an id.",
                "Write ids such as insp-0042, with commas between them.",
            )
    return tuple(dict.fromkeys(found))
