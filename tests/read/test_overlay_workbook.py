"""What a person, or an attacker, may hand over as a workbook: each case has its sentence, and nothing is guessed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from builder.commands.overlay import plain_overlay
from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.overlay import Overlay
from builder.model.overlay_sheet import MAX_ROWS, RULES
from builder.read.overlay_workbook import read_overlay_workbook
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.read.workbook_file import open_workbook
from builder.render.forms.overlay_workbook import write_overlay_workbook
from builder.render.forms.yaml_form import write_yaml
from tests.checks.example import STANDARD as SMALL
from tests.end_to_end.instrument import QUESTIONS, fill
from tests.measure.small import read_small

STANDARD = read_standard("alberta-cor", "2023")
ELEMENTS = tuple(element.key for element in STANDARD.elements)


def fresh() -> bytes:
    company = read_small({}).company
    assert company is not None
    return write_overlay_workbook(STANDARD, company.value)


def filled(folder: Path, cells: Mapping[str, Any] | None = None, change: Callable[[Any], None] | None = None) -> bytes:
    file = folder / "ours.xlsx"
    file.write_bytes(fresh())
    fill(file, cells=cells)
    if change is not None:
        book = load_workbook(file)
        change(book)
        book.save(file)
    return file.read_bytes()


def read(data: bytes) -> tuple[Overlay, list[Fault]]:
    stored, faults = read_overlay_workbook(open_workbook(data, "ours.xlsx"), data, "ours.xlsx", ELEMENTS)
    return stored.value, faults


def refused(data: bytes) -> str:
    with pytest.raises(BuilderError) as error:
        open_workbook(data, "ours.xlsx")
    return error.value.message


def repacked(data: bytes, change: Callable[[zipfile.ZipFile], None]) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return buffer.getvalue()


def test_fresh_workbook_holds_our_topics_in_the_partners_order_and_no_question() -> None:
    book = load_workbook(io.BytesIO(fresh()))
    sheet = book["Questions"]
    rows = [tuple(cell.value for cell in row[:9]) for row in sheet.iter_rows(min_row=3)]

    assert [row[2] for row in rows] == [q.id for _, element in STANDARD.elements_for("acsa") for q in element.questions]
    assert all((row[0], *row[3:]) == (None,) * 7 for row in rows)
    overlay, faults = read(fresh())
    assert overlay.questions == ()
    # Only what nobody but the company can know is missing: title and day.
    assert [(fault.name, fault.place.line) for fault in faults] == [("field-missing", 5), ("field-missing", 6)]


def test_fresh_workbook_offers_lists_and_keeps_its_headings_in_sight() -> None:
    sheet = load_workbook(io.BytesIO(fresh()))["Questions"]

    assert sheet.freeze_panes == "B3"
    lists = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert lists == {
        f"B3:B{MAX_ROWS}": f'"{",".join(ELEMENTS)}"',
        f"G3:G{MAX_ROWS}": '"all-or-nothing,range,yes-no,yes-partial-no,criteria"',
        f"I3:I{MAX_ROWS}": '"yes,no"',
    }


def test_filled_workbook_is_read_as_it_was_typed(tmp_path: Path) -> None:
    overlay, faults = read(filled(tmp_path))

    assert faults == []
    assert [each.number for each in overlay.questions] == [row[0] for row in QUESTIONS]
    assert overlay.questions[3].points.model_dump() == {"D": 30, "I": 10, "O": 10}
    assert overlay.questions[0].topics == ("ML1", "ML3")


def test_what_spreadsheet_programs_make_of_typed_values_is_understood(tmp_path: Path) -> None:
    def percent(book: Any) -> None:
        cell = book["Questions"]["H6"]
        cell.value, cell.number_format = 0.7, "0%"

    cells = {
        "Questions!A3": 3,
        "Questions!D4": 12.0,
        "Questions!I7": True,
        "Questions!G3": " Yes-No ",
        "Instrument!B6": datetime(2026, 5, 4),
        "Instrument!B7": "85",
    }
    overlay, faults = read(filled(tmp_path, cells, percent))

    assert faults == []
    assert overlay.questions[0].number == "3"
    assert overlay.questions[1].points.D == 12
    assert overlay.questions[3].threshold == 70
    assert overlay.questions[4].may_be_na
    assert overlay.floors["certification"].overall == 85
    assert overlay.read_on.isoformat() == "2026-05-04"


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("Questions!A6", 7.1, "5.1 and 5.10 would look the same"),
        ("Questions!A6", datetime(2026, 7, 10), "was taken for a date"),
        ("Questions!A6", None, "The number of the question is empty"),
        ("Questions!B6", "inspektions", "Did you mean inspections?"),
        ("Questions!D6", "ten", "“ten” is not a whole number"),
        ("Questions!D6", 2.5, "“2.5” is not a whole number"),
        ("Questions!D6", -1, "“-1” is not a whole number"),
        ("Questions!D6", True, "“True” is not a whole number"),
        ("Questions!D6", "=SUM(D3:D5)", "holds a formula"),
        ("Questions!E6", "#REF!", "holds the error #REF!"),
        ("Questions!G6", None, "Rule is empty"),
        ("Questions!H6", 0.7, "“0.7” is not a whole number from 1 to 100"),
        ("Questions!H6", 170, "“170” is not a whole number from 1 to 100"),
        ("Questions!I6", "perhaps", "is not on the list"),
        ("Questions!D1", "Documentation", "Column D should be headed “Points D”"),
        ("Instrument!A6", "Day", "“Copied on” is expected here"),
        ("Instrument!B6", "4 May", "YYYY-MM-DD"),
        ("Instrument!B8", 50, "The overall pass mark of the certification audit is empty"),
    ],
)
def test_a_cell_that_does_not_fit_is_one_fault_with_its_place(tmp_path: Path, cell: str, value: Any, said: str) -> None:
    _, faults = read(filled(tmp_path, {cell: value}))

    (fault,) = faults
    assert said in fault.message
    sheet, _, ref = cell.partition("!")
    assert fault.place.path == f"ours.xlsx#{sheet}"
    if cell != "Instrument!B8":
        assert (chr(64 + fault.place.column), str(fault.place.line)) == (ref[0], ref[1:])


def test_merged_cells_are_named(tmp_path: Path) -> None:
    _, faults = read(filled(tmp_path, change=lambda book: book["Questions"].merge_cells("G5:G6")))

    assert any("The cells G5:G6 are merged" in fault.message for fault in faults)


def test_rows_without_end_are_not_read(tmp_path: Path) -> None:
    def far_down(book: Any) -> None:
        book["Questions"].cell(1_048_576, 1).value = "x"

    _, faults = read(filled(tmp_path, change=far_down))

    (fault,) = faults
    assert "1,048,576" in fault.message
    assert fault.place.line == MAX_ROWS + 1


def with_rows(data: bytes, rows: str) -> bytes:
    """The workbook with other rows on its sheet of questions."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed:
        for info in whole.infolist():
            part = whole.read(info)
            if info.filename.endswith("sheet3.xml"):
                part = part.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            changed.writestr(info.filename, part)
    return buffer.getvalue()


def test_fifty_thousand_full_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letter}{{0}}" t="inlineStr"><is><t>inspections</t></is></c>' for letter in "ABCDEFGHI")
    rows = "".join(f'<row r="{number}">{cells.format(number)}</row>' for number in range(10, 50_010))

    assert "far more than an instrument needs" in refused(with_rows(filled(tmp_path), rows))


def test_fifty_thousand_short_rows_are_one_fault(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{number}"><c r="C{number}"><v>1</v></c></row>' for number in range(10, 50_010))
    overlay, faults = read(with_rows(filled(tmp_path), rows))

    assert [fault.place.line for fault in faults] == [MAX_ROWS + 1]
    assert "goes on to row 50,009" in faults[0].message
    assert len(overlay.questions) == len(QUESTIONS)


def test_missing_sheet_is_said(tmp_path: Path) -> None:
    data = filled(tmp_path, change=lambda book: book.remove(book["Questions"]))
    with pytest.raises(BuilderError) as error:
        read(data)

    assert error.value.message == "ours.xlsx has no sheet called “Questions”."


def test_other_kinds_of_files_are_refused_by_name() -> None:
    assert refused(b"\xd0\xcf\x11\xe0" + bytes(600)) == "ours.xlsx is an old .xls file, or is locked with a password."
    assert refused(b"number,element\n1.1,leadership\n") == "ours.xlsx is not a workbook, or it is damaged."
    assert refused(b"") == "ours.xlsx is not a workbook, or it is damaged."
    assert refused(fresh()[:2000]) == "ours.xlsx is not a workbook, or it is damaged."
    assert "5,000,000" in refused(bytes(5_000_001))


def test_archives_that_are_no_workbook_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert refused(buffer.getvalue()) == "ours.xlsx is an OpenDocument spreadsheet."


def test_macros_are_refused() -> None:
    data = repacked(fresh(), lambda archive: archive.writestr("xl/vbaProject.bin", b"x"))

    assert refused(data) == "ours.xlsx holds macros, which are not run and not read."


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    data = repacked(fresh(), lambda archive: archive.writestr("xl/media/bomb.bin", bytes(20_000_000)))

    assert "far more than an instrument needs" in refused(data)


def test_entities_are_refused() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    data = repacked(fresh(), lambda archive: archive.writestr("xl/extra.xml", text))

    assert "declares entities" in refused(data)


def test_damaged_part_is_refused_in_one_sentence() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(fresh())) as whole, zipfile.ZipFile(buffer, "w") as broken:
        for info in whole.infolist():
            broken.writestr(info.filename, b"<oops" if info.filename.endswith("sheet3.xml") else whole.read(info))

    assert refused(buffer.getvalue()) == "ours.xlsx can't be read as a workbook; a part of it is damaged."


def test_text_that_looks_like_a_formula_stays_text_in_the_workbook() -> None:
    company = read_small({}).company
    assert company is not None
    overlay = Overlay.model_validate(
        {
            "standard": "alberta-cor",
            "edition": "2023",
            "partner": "acsa",
            "instrument": '=HYPERLINK("http://example.org")',
            "read_on": "2026-04-01",
            "questions": (
                {"number": "=1+1", "element": "inspections", "topics": ("IN2",), "points": {"D": 5}, "rule": "range"},
            ),
        }
    )
    data = write_overlay_workbook(STANDARD, company.value, overlay)
    book = load_workbook(io.BytesIO(data))

    assert book["Questions"]["A3"].data_type == "s"
    assert book["Instrument"]["B5"].data_type == "s"
    assert read(data)[1] == []
    assert read(data)[0].questions[0].number == "=1+1"


NUMBERS = st.text("0123456789.-=+'ABe (", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def overlays(draw: st.DrawFn) -> Overlay:
    topics = [question.id for question in SMALL.questions()]
    questions = []
    for number in draw(st.lists(NUMBERS, max_size=5)):
        rule = draw(st.sampled_from(RULES))
        questions.append(
            {
                "number": number,
                "element": draw(st.sampled_from([element.key for element in SMALL.elements])),
                "topics": tuple(draw(st.lists(st.sampled_from(topics), unique=True))),
                "points": {name: draw(st.integers(0, 200)) for name in "DIO"},
                "rule": rule,
                "threshold": draw(st.integers(1, 100)) if rule == "all-or-nothing" else None,
                "may_be_na": draw(st.booleans()),
            }
        )
    return Overlay.model_validate(
        {
            "standard": "alberta-cor",
            "edition": "2023",
            "partner": "acsa",
            "instrument": draw(NUMBERS),
            "read_on": "2026-05-04",
            "floors": draw(st.sampled_from([{}, {"maintenance": {"overall": 60}}])),
            "questions": tuple(questions),
        }
    )


@settings(max_examples=25, deadline=None)
@given(overlays())
def test_what_is_written_is_read_back_the_same(overlay: Overlay) -> None:
    company = read_small({}).company
    assert company is not None
    data = write_overlay_workbook(SMALL, company.value, overlay)
    stored, faults = read_overlay_workbook(open_workbook(data, "x.xlsx"), data, "x.xlsx", ELEMENTS)

    assert faults == []
    assert stored.value == overlay
    text = write_yaml(plain_overlay(overlay))
    program = read_program(MemorySource({"records/overlay.yaml": text}))
    assert program.overlay is not None
    assert program.overlay.value == overlay
