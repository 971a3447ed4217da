"""A text file is read in the encoding and with the signs in which a spreadsheet program wrote it, or is refused in a sentence."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.bring_in.tables import text_table
from builder.bring_in.tables.opening import read_tables
from builder.bring_in.tables.text_table import FORMULA_STARTS, read_text_table
from builder.model.error import BuilderError

TEXT = "Name,Trade\r\nCôté,Welder\r\nO’Neil,Pipefitter\r\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_every_encoding_that_programs_write_is_read_and_said(encoding: str, said: str) -> None:
    table = read_text_table(TEXT.encode(encoding), "people.csv")
    assert [row.cells for row in table.rows] == [("Name", "Trade"), ("Côté", "Welder"), ("O’Neil", "Pipefitter")]
    assert table.said == (f"The file is {said} text, its cells divided by commas.",)


@pytest.mark.parametrize(
    ("sign", "said"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "upright lines")]
)
def test_every_sign_between_cells_is_found_and_said(sign: str, said: str) -> None:
    text = (
        f"Title\n\nName{sign}Due\nA, B; C{sign}1\nD{sign}2\n"
        if sign in "\t|"
        else f"Title\n\nName{sign}Due\nA{sign}1\nD{sign}2\n"
    )
    table = read_text_table(text.encode(), "a.csv")
    assert [len(row.cells) for row in table.rows] == [1, 2, 2, 2]
    assert said in table.said[0]


def test_rows_have_the_numbers_of_their_lines_also_behind_cells_of_several_lines() -> None:
    table = read_text_table(b'sep=;\r\na;b\r\n"one\r\ntwo";3\r\n\r\nlast;4\r\n', "a.csv")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("a", "b")),
        (3, ("one\r\ntwo", "3")),
        (6, ("last", "4")),
    ]


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)] * 3),
        min_size=1,
        max_size=6,
    )
)
def test_what_a_program_writes_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows([("First", "Second", "Third"), *rows])
    table = read_text_table(written.getvalue().encode("utf-8-sig"), "a.csv")
    filled = [tuple(cell.strip() or None for cell in row) for row in rows]
    unmarked = [
        tuple(cell[1:] or None if cell and cell[0] == "'" and cell[1:2] in FORMULA_STARTS else cell for cell in row)
        for row in filled
        if any(row)
    ]
    assert [row.cells for row in table.rows[1:]] == unmarked


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n\x00\x01,\x02", "not a text file"),
        (b"a,b\n\x81\x8d,c", "not text in UTF-8"),
        (b"<html><table>", "web page"),
        (b'Name,Due\n"Ann,2026\nBob,2026\n', "from line 2 on: a quotation mark"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\xff\xd8\xff\xe0", "is a picture"),
        (b"\xd0\xcf\x11\xe0", "old .xls file"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BuilderError, match=said):
        read_tables(data, "a.csv")


def test_too_much_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_table, "MAX_TEXT", 10)
    with pytest.raises(BuilderError, match="at most 10 is read"):
        read_text_table(b"a,b\n" * 10, "a.csv")
    monkeypatch.setattr(text_table, "MAX_TEXT", 1000)
    monkeypatch.setattr(text_table, "MAX_ROWS", 3)
    with pytest.raises(BuilderError, match="more than 3 rows"):
        read_text_table(b"a,b\n" * 10, "a.csv")
