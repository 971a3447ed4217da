"""The auditor's list comes back filled in by hand: what fits is taken as it is, and everything else is named by its cell."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from builder.model.error import BuilderError
from builder.model.request_sheet import COLUMNS, FIRST_ROW
from builder.read.request_list import Known, Request, read_request_list
from builder.read.standard_file import read_standard
from builder.render.forms.request_workbook import write_request_workbook

STANDARD = read_standard("alberta-cor", "2023")
SITES = {"shop": "Red Deer shop", "northgate": "Northgate"}
KNOWN = Known([each.id for each in STANDARD.questions()], SITES, frozenset({"insp-0003", "ori-0012", "PRG-07"}))
TITLES = [title for title, _, _ in COLUMNS]
BLANK = write_request_workbook("Small Mechanical Ltd.", STANDARD, "acsa", SITES)

GOOD = ("1", "Inspections of May", "IN2", "shop", "insp-0003, PRG-07", date(2026, 6, 1), date(2026, 6, 9), None)


def filled(*rows: tuple[object, ...]) -> bytes:
    book = load_workbook(io.BytesIO(BLANK))
    for number, row in enumerate(rows, FIRST_ROW):
        for column, value in enumerate(row, 1):
            book["Requests"].cell(number, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(*rows: tuple[object, ...]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(TITLES)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return out.getvalue().encode()


def test_the_blank_workbook_is_the_same_each_time_and_asks_for_nothing() -> None:
    assert write_request_workbook("Small Mechanical Ltd.", STANDARD, "acsa", SITES) == BLANK
    assert read_request_list(BLANK, "r.xlsx", KNOWN) == ((), ())


@pytest.mark.parametrize("write", [filled, as_csv])
def test_a_filled_row_is_read_as_it_was_typed(write: object) -> None:
    found, faults = read_request_list(write(GOOD), "r", KNOWN)  # type: ignore[operator]
    assert faults == ()
    row = FIRST_ROW if write is filled else 2
    day, due = date(2026, 6, 1), date(2026, 6, 9)
    assert found == (Request(row, "1", "Inspections of May", "IN2", "shop", ("insp-0003", "PRG-07"), day, due, ""),)


def test_case_and_names_of_sites_are_forgiven() -> None:
    found, faults = read_request_list(filled((None, "See these", "in2", "northgate", "Insp-0003")), "r", KNOWN)
    assert not faults
    assert (found[0].question, found[0].site, found[0].wanted) == ("IN2", "northgate", ("insp-0003",))


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        ((1, "See these", "IN99"), (FIRST_ROW, 3), "IN99 is not a question of the standard."),
        ((1, "See these", None, "moon"), (FIRST_ROW, 4), "Site: “moon” is not on the list."),
        ((1, "See these", None, None, "insp-9999"), (FIRST_ROW, 5), "Nothing has the id insp-9999."),
        ((1, "See these", None, None, "all of them"), (FIRST_ROW, 5), "“all” is not an id."),
        ((1, "See these", None, None, None, None, "soon"), (FIRST_ROW, 7), "“Wanted by” is “soon”."),
        ((1, "=1+1"), (FIRST_ROW, 2), "The cell holds a formula; only typed values are read."),
        ((1, None, "IN2"), (FIRST_ROW, 2), "Nothing says what is asked for."),
        ((1, "x" * 5000), (FIRST_ROW, 2), "What is asked for has 5,000 letters; at most 4,000 are read."),
    ],
)
def test_a_cell_that_does_not_fit_is_named_with_its_place_and_a_fix(
    row: tuple[object, ...], cell: tuple[int, int], words: str
) -> None:
    found, faults = read_request_list(filled(row, GOOD), "r.xlsx", KNOWN)
    assert len(found) == 1
    assert (faults[0].place.path, faults[0].place.line, faults[0].place.column) == ("r.xlsx#Requests", *cell)
    assert faults[0].message.startswith(words)
    assert faults[0].fix


def test_rows_numbered_beforehand_and_not_used_ask_for_nothing() -> None:
    assert read_request_list(filled((1,), (2,), GOOD), "r", KNOWN)[1] == ()


def test_the_same_row_has_the_same_digest_whenever_it_is_read_and_however_it_was_answered() -> None:
    answered = (*GOOD[:5], date(2026, 7, 1), GOOD[6], "They are in the supplement.")
    moved = read_request_list(filled((None,), answered), "r", KNOWN)[0][0]
    assert moved.digest == read_request_list(filled(GOOD), "r", KNOWN)[0][0].digest
    other = (*GOOD[:6], date(2026, 6, 10))
    assert moved.digest != read_request_list(filled(other), "r", KNOWN)[0][0].digest


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(), "unpacks to 50,000,000 bytes"),
        (b"PK\x03\x04 cut off", "is not a workbook, or it is damaged"),
        (b"\xd0\xcf\x11\xe0", "old .xls"),
        (b"\xff\xfe\x00", "neither a workbook nor text"),
        (b"No.,Something else\n1,2\n", "has no column “What is asked for”"),
        (as_csv(*[GOOD] * 2001), "has more than 2,000 requests"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(BuilderError, match=words):
        read_request_list(data, "r.xlsx", KNOWN)


@given(st.lists(st.lists(st.text(max_size=30), min_size=8, max_size=8), max_size=6))
def test_whatever_is_typed_becomes_requests_or_faults_and_no_traceback(rows: list[list[str]]) -> None:
    found, faults = read_request_list(as_csv(*map(tuple, rows)), "r.csv", KNOWN)
    assert len(found) <= len(rows)
    for request in found:
        assert len(request.text) >= 3
        assert {*request.wanted} <= KNOWN.ids
        assert request.question in ("", *KNOWN.questions)
    assert all(fault.place.line >= 2 for fault in faults)
