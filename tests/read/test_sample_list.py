"""The auditor's list of ids: what is read from it, in which forms, and what is said about a place that isn't an id."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from builder.model.error import BuilderError
from builder.model.request_sheet import COLUMNS, FIRST_ROW, IDS, REQUESTS_SHEET
from builder.read.sample_list import MAX_IDS, MAX_LIST, read_sample_list
from builder.read.standard_file import read_standard
from builder.render.forms.request_workbook import write_request_workbook


def ids(text: str) -> tuple[str, ...]:
    found = read_sample_list(text.encode(), "list.txt")
    assert found.faults == ()
    return found.ids


def faults(data: bytes) -> list[str]:
    return [f"{each.place} {each.message}" for each in read_sample_list(data, "list.txt").faults]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "insp-0001\ntbx-0042\n",
        "# for Monday\r\ntbx-0042, insp-0001  # the shop\r\n",
        "\ufefftbx-0042;insp-0001",
        "TBX-0042 Insp-0001",
        'Record id,Why\ntbx-0042,no scan\ninsp-0001,"spring, early"\n\n',
        "Why;Id\nsigned?;tbx-0042\n;insp-0001\n",
    ],
    ids=["lines", "remarks and commas", "byte order mark", "capitals", "csv", "semicolons"],
)
def test_a_list_comes_in_whatever_form_a_person_writes_it(text: str) -> None:
    assert ids(text) == ("insp-0001", "tbx-0042")


def test_documents_may_be_asked_for_too() -> None:
    assert ids("prg-07 POL-01") == ("POL-01", "PRG-07")


def test_a_column_of_a_workbook_is_a_list() -> None:
    data = workbook(
        ("Requests of the auditor",),
        ("No.", "Record id", "Why"),
        (1, "Tbx-0042", "x"),
        (2, None, "y"),
        (3, "insp-0001", ""),
    )
    assert read_sample_list(data, "asked.xlsx").ids == ("insp-0001", "tbx-0042")


def test_the_request_list_that_goes_with_a_pack_is_a_list_without_its_words_of_help() -> None:
    blank = write_request_workbook("Small Ltd.", read_standard("alberta-cor", "2023"), "acsa", {"shop": "The shop"})
    book = load_workbook(io.BytesIO(blank))
    column = [title for title, _, _ in COLUMNS].index(IDS) + 1
    book[REQUESTS_SHEET].cell(FIRST_ROW, column, "insp-0001, tbx-0042")
    out = io.BytesIO()
    book.save(out)
    assert read_sample_list(out.getvalue(), "requests.xlsx").ids == ("insp-0001", "tbx-0042")
    assert "names no id" in read_sample_list(blank, "requests.xlsx").faults[0].message


def test_a_workbook_without_such_a_column_and_a_formula_in_one_are_refused() -> None:
    assert "No sheet has a column" in read_sample_list(workbook(("a", "b")), "asked.xlsx").faults[0].message
    [fault] = read_sample_list(workbook(("Id",), ("=A9",)), "asked.xlsx").faults
    assert (str(fault.place), fault.message) == ("asked.xlsx#Sheet:2:1", "“=A9” is not an id.")


def test_an_archive_that_is_no_workbook_is_refused_in_words() -> None:
    with pytest.raises(BuilderError, match="not a workbook"):
        read_sample_list(b"PK\x03\x04rubbish", "asked.xlsx")


def test_every_line_with_a_word_that_is_no_id_is_named_with_its_line_and_column() -> None:
    assert faults(b"insp-0001\ntbx-0042, the orientation\n\x1b[2Jx") == [
        "list.txt:2:11 “the” is not an id, nor 1 more word of this line.",
        "list.txt:3:1 “\\x1b[2Jx” is not an id.",
    ]
    assert faults(b"Id,Why\ninsp-1,x\n") == ["list.txt:2:1 “insp-1” is not an id."]


def test_an_id_that_stands_twice_counts_once_and_is_named() -> None:
    found = read_sample_list(b"tbx-0042 insp-0001\nTBX-0042", "list.txt")
    assert found.ids == ("insp-0001", "tbx-0042")
    assert found.twins == ("tbx-0042",)
    assert found.faults == ()


def test_other_encodings_are_refused_at_the_byte_where_they_begin() -> None:
    assert faults("insp-0001\ncafé".encode("latin-1")) == ["list.txt:2:4 The list is not UTF-8 text from here on."]
    assert "not UTF-8" in faults("insp-0001".encode("utf-16"))[0]


def test_a_list_that_is_empty_or_too_large_is_refused() -> None:
    assert faults(b"# nothing yet\n") == ["list.txt:1:1 The list names no id."]
    assert "at most 200,000 are read" in faults(b"x" * (MAX_LIST + 1))[0]
    many = "\n".join(f"tbx-{number:05}" for number in range(MAX_IDS + 1))
    assert "at most 5,000 are printed" in faults(many.encode())[0]


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reading(data: bytes) -> None:
    if not data.startswith(b"PK"):
        found = read_sample_list(data, "list.txt")
        assert found.ids or found.faults


@given(
    st.lists(st.from_regex(r"[a-z]{2,4}-[0-9]{4}", fullmatch=True), min_size=1, max_size=20),
    st.sampled_from(["\n", ", ", " ", ";", "\r\n", " # and\n"]),
)
def test_ids_come_back_sorted_and_once(wanted: list[str], between: str) -> None:
    assert ids(between.join(wanted)) == tuple(sorted(set(wanted)))
