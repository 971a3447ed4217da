"""The auditor's own list of what is to be printed in full: ids in a text file, or a column of ids in a CSV file or workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.finding import Problem
from builder.model.place import Place
from builder.model.request_sheet import FIRST_ROW, REQUESTS_SHEET
from builder.model.wording import counted, visible
from builder.read.workbook_file import open_workbook

MAX_LIST = 200_000
"""Bytes of a list that is text; the longest list allowed has about half of that."""

MAX_IDS = 5_000
"""Ids in a list. Whoever wants more than that in full asks for the files themselves."""

SHOWN_LETTERS = 40
"""Letters of a word that isn't an id, as it is quoted in a message."""

HEADINGS = frozenset({"id", "ids", "record", "records", "record id", "record ids", "id of the record"})
"""Heads of a column of ids, in small letters."""

_RECORD_ID = re.compile(r"[a-z]{2,4}-[0-9]{4,6}")
_OTHER_ID = re.compile(r"[A-Z]{1,5}-[0-9]{2,5}")
_WORD = re.compile(r"[^\s,;]+")
_CELL_ENDS = ("\t", ";", ",")
_WRITE = "Write one id a line, such as insp-0042; what follows a # is not read."


@dataclass(frozen=True)
class SampleList:
    """A list as it was read.

    Attributes:
        ids: Sorted, without twins.
        twins: Ids that stand in it more than once, sorted; each counts once.
        faults: What can't be read as an id; nothing may be made from a list that has any.
    """

    ids: tuple[str, ...]
    twins: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Word:
    text: str
    place: Place


def read_sample_list(data: bytes, name: str) -> SampleList:
    """The ids in a file that an auditor gave. Whether anything has these ids is not asked here: an unknown id is an answer too.

    Text: ids between spaces, commas, semicolons or line ends; a # begins a remark. With a line whose cells include a heading such as
    "Id" or "Record id" it is read as CSV, and only that column counts; so it is in a workbook. Letters in the wrong case are forgiven,
    because spreadsheet programs write a capital at the beginning of a cell.

    Args:
        data: Bytes of the file.
        name: Of the file, for messages.

    Raises:
        BuilderError: A workbook that can't be opened.
    """
    if data.startswith(b"PK"):
        words, faults = _of_workbook(data, name)
    elif len(data) > MAX_LIST:
        return _refused(name, f"The list has {len(data):,} bytes; at most {MAX_LIST:,} are read.")
    else:
        words, faults = _of_text(data, name)
    found: dict[str, int] = {}
    strange: dict[int, list[_Word]] = {}
    for word in words:
        id = _as_id(word.text)
        if id is None:
            strange.setdefault(word.place.line, []).append(word)
        else:
            found[id] = found.get(id, 0) + 1
    faults += [_not_an_id(line) for line in strange.values()]
    if len(found) > MAX_IDS:
        return _refused(name, f"The list names {len(found):,} ids; at most {MAX_IDS:,} are printed in full.")
    if not found and not faults:
        return _refused(name, "The list names no id.")
    twins = sorted(id for id, count in found.items() if count > 1)
    return SampleList(tuple(sorted(found)), tuple(twins), tuple(sorted(faults)))


def _not_an_id(line: Sequence[_Word]) -> Problem:
    """One fault for a line, at the first of its words that is no id: a sentence is one slip, not seven."""
    more = f", nor {counted(len(line) - 1, 'more word')} of this line" if len(line) > 1 else ""
    return _fault(line[0].place, f"“{_short(line[0].text)}” is not an id{more}.")


def _refused(name: str, message: str) -> SampleList:
    return SampleList((), (), (_fault(Place(name), message),))


def _fault(place: Place, message: str) -> Problem:
    return Problem(place, message, _WRITE)


def _short(text: str) -> str:
    return visible(text[:SHOWN_LETTERS]) + ("…" if len(text) > SHOWN_LETTERS else "")


def _as_id(text: str) -> str | None:
    if _RECORD_ID.fullmatch(text.lower()):
        return text.lower()
    return text.upper() if _OTHER_ID.fullmatch(text.upper()) else None


def _of_text(data: bytes, name: str) -> tuple[list[_Word], list[Problem]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return [], [_fault(place, "The list is not UTF-8 text from here on.")]
    lines = [line.partition("#")[0] for line in re.split(r"\r\n|\r|\n", text)]
    column = _heading(lines)
    if column is None:
        return list(_words(lines, name)), []
    return list(_cells(lines, name, *column)), []


def _words(lines: Sequence[str], name: str) -> Iterator[_Word]:
    for number, line in enumerate(lines, 1):
        for found in _WORD.finditer(line):
            yield _Word(found[0].strip('"'), Place(name, number, found.start() + 1))


def _heading(lines: Sequence[str]) -> tuple[int, str, int] | None:
    """The first line that isn't blank, if one of its cells is a heading: its index, what ends its cells, and the column."""
    at = next((index for index, line in enumerate(lines) if line.strip()), None)
    if at is None:
        return None
    end = next((each for each in _CELL_ENDS if each in lines[at]), ",")
    cells = [cell.strip().strip('"').lower() for cell in lines[at].split(end)]
    column = next((index for index, cell in enumerate(cells) if cell in HEADINGS), None)
    return None if column is None else (at, end, column)


def _cells(lines: Sequence[str], name: str, at: int, end: str, column: int) -> Iterator[_Word]:
    for number, line in enumerate(lines[at + 1 :], at + 2):
        cells = _split(line, end)
        text = cells[column][1] if column < len(cells) else ""
        if text:
            yield _Word(text, Place(name, number, cells[column][0] + 1))


def _split(line: str, end: str) -> list[tuple[int, str]]:
    """The cells of a line with the place where each begins; an end between quotes is part of its cell (RFC 4180)."""
    cells, start, quoted = [], 0, False
    for index, letter in enumerate(f"{line}{end}"):
        quoted ^= letter == '"'
        if letter == end and (not quoted or index == len(line)):
            cells.append((start, line[start:index].strip().strip('"').strip()))
            start = index + 1
    return cells


def _of_workbook(data: bytes, name: str) -> tuple[list[_Word], list[Problem]]:
    """Every column under a heading, on every sheet; of the request list that goes with a pack only the column for ids."""
    book = open_workbook(data, name)
    if REQUESTS_SHEET in book.sheetnames:
        sheets, first = [book[REQUESTS_SHEET]], FIRST_ROW
    else:
        sheets, first = book.worksheets, 1
    words: list[_Word] = []
    headed = False
    for sheet in sheets:
        column = 0
        for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if not column:
                heads = [_text(value).lower() for value in values]
                column = next((index for index, head in enumerate(heads, 1) if head in HEADINGS), 0)
                headed |= bool(column)
            elif row >= first:
                place = Place(f"{name}#{sheet.title}", row, column)
                words.extend(_Word(found[0], place) for found in _WORD.finditer(_text(values[column - 1])))
    if headed:
        return words, []
    return [], [_fault(Place(name), "No sheet has a column with the heading “Id”, “Ids” or “Record id”.")]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
