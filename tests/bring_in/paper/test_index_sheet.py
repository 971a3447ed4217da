"""The index sheet: what a person writes of the papers, in any of the usual encodings, and the list of what waits in the same form."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from builder.bring_in.paper.index_sheet import (
    IndexRow,
    as_text,
    find_row,
    from_text,
    join_rows,
    read_index,
    write_waiting,
)
from builder.model.error import BuilderError


def test_a_sheet_of_a_spreadsheet_program_in_canada_is_read() -> None:
    text = "File;Type;Day;Site;People;Reason\r\nscan 1.pdf;Toolbox meeting;25/10/2026;Zoë's shop;Ana Ruiz=attended;x\r\nscan 2.pdf;;03/10/2026;;;\r\n"
    first, second = read_index(text.encode("cp1252"), "index.csv")
    assert (first.file, first.type, first.day, first.site) == (
        "scan 1.pdf",
        "Toolbox meeting",
        date(2026, 10, 25),
        "Zoë's shop",
    )
    assert first.people == "Ana Ruiz=attended"
    assert second.day == date(2026, 10, 3), "the first row shows that the day comes first"


def test_a_day_that_could_be_two_is_not_taken() -> None:
    (row,) = read_index(b"file,date\na.pdf,03/04/2026\n", "index.csv")
    assert row.day is None
    assert "can be 4 March 2026 or 3 April 2026" in row.fault


def test_a_workbook_is_read_too() -> None:
    book = Workbook()
    book.active.append(["file", "date", "pages"])
    book.active.append(["a.pdf", date(2026, 10, 3), 3])
    out = io.BytesIO()
    book.save(out)
    (row,) = read_index(out.getvalue(), "index.xlsx")
    assert (row.day, row.pages) == (date(2026, 10, 3), (3, 3))


def test_a_sheet_without_the_column_file_is_refused_with_the_columns_it_can_have() -> None:
    with pytest.raises(BuilderError) as refused:
        read_index(b"date,site\n2026-01-01,shop\n", "index.csv")
    assert "no column called file" in refused.value.message
    assert "file, pages, type" in refused.value.cure


def test_pages_that_a_spreadsheet_took_for_a_date_are_a_fault() -> None:
    (row,) = read_index(b"file,pages\na.pdf,3. Apr\n", "index.csv")
    assert row.pages is None
    assert "write it like: 3 to 4" in row.fault


def test_the_row_of_some_pages_is_filled_up_from_that_of_the_file_and_a_later_sheet_counts_more() -> None:
    early = [IndexRow("a.pdf", type="flha", site="shop"), IndexRow("a.pdf", (3, 4), day=date(2026, 1, 2))]
    late = [IndexRow("a.pdf", (3, 4), site="northgate")]
    row = find_row(join_rows([early, late]), "a.pdf", (3, 4))
    assert (row.type, row.site, row.day, row.pages) == ("flha", "northgate", date(2026, 1, 2), (3, 4))
    assert find_row({}, "b.pdf", None) == IndexRow("b.pdf")


def test_no_name_of_a_file_becomes_a_formula() -> None:
    listed = write_waiting([(IndexRow('=HYPERLINK("http://x")'), "=1+1")]).decode("utf-8-sig")
    assert "\n\"'=HYPERLINK" in listed
    assert ",'=1+1" in listed


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20).map(
    lambda text: " ".join(text.split())
)


@given(
    CELLS.filter(lambda text: text and "\\" not in text),
    CELLS,
    CELLS,
    st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    st.sampled_from([None, (1, 1), (3, 12)]),
)
def test_the_list_of_what_waits_is_an_index_sheet(
    file: str, site: str, people: str, day: date | None, pages: tuple[int, int] | None
) -> None:
    row = IndexRow(file, pages, type="flha", day=day, site=site, people=people, level="office")
    assert read_index(write_waiting([(row, "Because.")]), "waiting.csv") == (replace(row, why="Because."),)


@given(st.one_of(CELLS, CELLS.map(lambda text: f"'={text}"), CELLS.map(lambda text: f"''{text}")))
def test_what_keeps_a_cell_from_being_a_formula_is_taken_off_again(cell: str) -> None:
    assert from_text(as_text(cell)) == cell
    assert not as_text(cell).startswith(("=", "+", "-", "@"))
