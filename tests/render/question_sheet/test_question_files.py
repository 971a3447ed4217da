"""Workbook and CSV beside the pack: read back as an auditor's program reads them."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.pack_choice import PackChoice, Profile
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.question_sheet import make_question_sheet
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import View
from builder.render.question_sheet.files import write_question_files
from builder.render.question_sheet.workbook import LONGEST_CELL, fit
from tests.measure.answers.canaries import NAME, sing
from tests.render.pdf.sections.company import reader, small_company, view_of
from tests.render.question_sheet.additions import OVERLAY, YARD


@cache
def small_view() -> View:
    """Most tests look at the same company; it is made, and written, once."""
    return view_of(small_company(), history=True)


@cache
def _written(view_id: int) -> dict[str, bytes]:
    assert view_id == id(small_view())
    return {name.rpartition(".")[2]: data for name, data, _ in write_question_files(small_view(), "audit-pack")}


def files_of(view: View) -> dict[str, bytes]:
    if view is small_view():
        return _written(id(view))
    return {name.rpartition(".")[2]: data for name, data, _ in write_question_files(view, "audit-pack")}


def table_of(view: View, sheet: str = "Questions") -> list[dict[str, Any]]:
    book = load_workbook(io.BytesIO(files_of(view)["xlsx"]))
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def csv_of(view: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files_of(view)["csv"].decode("utf-8-sig"), newline="")))


def test_the_files_are_named_after_the_pack() -> None:
    found = [(name, what) for name, _, what in write_question_files(small_view(), "audit-pack")]
    assert found == [
        ("audit-pack-questions.csv", "question sheet (CSV)"),
        ("audit-pack-questions.xlsx", "question sheet (Excel)"),
    ]


def test_a_row_of_the_workbook_is_what_an_auditor_copies() -> None:
    row = next(row for row in table_of(small_view()) if row["Question"] == "IN2")
    assert (row["Element no."], row["Site"], row["n"], row["m"], row["On time"]) == ("7", "Red Deer shop", 5, 11, 5)
    assert row["m counted from"] == "PRG-07 promises inspection (site), every month, for each site"
    counted, source, filed, missing = row["Facts"].splitlines()
    assert counted == "• Inspections: 5 of 11 found at this site, 2025-11-06 to 2026-03-06; 5 on time, 0 late."
    assert filed == "• Filed: 0 within 30 days of the event, 5 later (at most 349 days after it)."
    assert source == "• Counted from: PRG-07 promises inspection (site), every month, for each site."
    assert missing.startswith(
        "• Missing, late or not as it should be, 6: shop, April 2026: site inspection (explained); shop, May 2026:"
    )
    assert missing.endswith("; shop, September 2026: site inspection.")
    assert row["Evidence ids"] == "insp-0001, insp-0002, insp-0003, insp-0004, insp-0005"
    assert row["Where in the pack"] == "register of inspections"
    assert row["Example, naming nobody"].startswith("An inspection (site) of the period")


def test_there_is_room_for_what_the_auditor_asks_and_sees_and_only_there() -> None:
    rows = {row["Question"]: row for row in table_of(small_view())}
    assert rows["ML5"]["Interview: the auditor's to ask"] is None
    assert rows["ML5"]["Observation: the auditor's to see"] is None
    assert rows["IN1"]["Interview: the auditor's to ask"] == "not asked"
    assert {row["Auditor's note"] for row in rows.values()} == {None}


def test_an_unknown_m_is_a_word_and_no_number() -> None:
    files = small_company()
    text = str(files["policies/inspections.md"])
    files["policies/inspections.md"] = text.partition("obligations:")[0] + "---\n\n## Schedule\n"
    row = next(row for row in table_of(view_of(files)) if row["Question"] == "IN2")
    assert (row["n"], row["m"], row["On time"]) == (5, "unknown", None)


def test_every_question_of_the_standard_stands_in_it() -> None:
    view = small_view()
    asked = [answer.question.id for answer in view.snapshot.coverage.answers()]
    assert list(dict.fromkeys(row["Question"] for row in table_of(view))) == asked


def test_the_evidence_sheet_has_a_row_for_each_record_and_each_miss() -> None:
    rows = [row for row in table_of(small_view(), "Evidence") if row["Question"] == "IN2"]
    records = [row for row in rows if row["What"] == "Inspection"]
    assert [row["Id"] for row in records] == ["insp-0001", "insp-0002", "insp-0003", "insp-0004", "insp-0005"]
    assert (records[0]["Date"], records[0]["Entered"], records[0]["Days until entered"]) == (
        "2025-11-06",
        "2026-10-21",
        349,
    )
    assert records[0]["In the pack"] == "register, and printed in full"
    misses = [row["Title or words"] for row in rows if row["Counts as"].startswith("not in n")]
    assert len(misses) == 6
    assert "shop, May 2026: site inspection" in misses


def test_the_workbook_opens_with_frozen_heads_and_filters_and_prints_across_the_page() -> None:
    book = load_workbook(io.BytesIO(files_of(small_view())["xlsx"]))
    assert book.sheetnames == ["Questions", "Evidence", "About"]
    sheet = book["Questions"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows in ("1:1", "$1:$1")
    facts = next(cell for cell in sheet[1] if cell.value == "Facts").column_letter
    assert sheet.column_dimensions[facts].width == 72
    assert sheet[f"{facts}2"].alignment.wrap_text


def test_csv_and_workbook_say_the_same() -> None:
    view = small_view()
    as_text = [{key: "" if value is None else str(value) for key, value in row.items()} for row in table_of(view)]
    assert csv_of(view) == as_text


def test_csv_opens_in_excel() -> None:
    data = files_of(small_view())["csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


def test_no_cell_is_a_formula() -> None:
    files = small_company()
    files["records/sites/shop.yaml"] = str(files["records/sites/shop.yaml"]).replace("Red Deer shop", "=1+1")
    files["policies/policy.md"] = str(files["policies/policy.md"]).replace("Health and safety policy", "@SUM(A1)")
    view = view_of(files)
    book = load_workbook(io.BytesIO(files_of(view)["xlsx"]))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    site = next(row["Site"] for row in table_of(view) if row["Question"] == "IN2")
    assert site == "=1+1"
    assert next(row["Site"] for row in csv_of(view) if row["Question"] == "IN2") == "'=1+1"


def test_a_cell_is_cut_where_excel_would_mend_the_file_and_control_characters_are_left_out() -> None:
    assert len(fit("insp-0001, " * 5000)) < LONGEST_CELL + 60
    assert fit("insp-0001, " * 5000).endswith("in the sheet “Evidence”")
    assert fit("a\x00b\x1bc") == "abc"


def test_points_stand_only_in_the_companys_own_copy() -> None:
    files = small_company() | {"records/overlay.yaml": OVERLAY}
    row = next(row for row in table_of(view_of(files, profile="internal")) if row["Question"] == "IN2")
    assert (row["Partner's number"], row["Points D"], row["Points I"]) == ("7.2", 10, 5)
    # Five of eleven in proportion.
    assert row["Points D shown, from"].startswith("4.5")
    seen = next(row for row in table_of(view_of(files)) if row["Question"] == "IN2")
    assert seen["Partner's number"] == "7.2"
    assert not [title for title in seen if "Points" in title]


@pytest.mark.parametrize("profile", ["auditor", "internal"])
def test_nobody_is_named_in_any_cell(profile: Profile) -> None:
    for data in files_of(view_of(small_company(), profile=profile, history=True)).values():
        text = _everything(data)
        for name in ("P-00", "Friesen", "Kowalchuk", "Littlechild", "Marnie", "Joanne"):
            assert name not in text


def _everything(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(data))
    return repr([list(sheet.iter_rows(values_only=True)) for sheet in book]) + repr(book.properties)


def test_a_public_pack_and_a_scope_sheet_have_none() -> None:
    view = small_view()
    assert write_question_files(view_of(small_company(), profile="public"), "pack") == []
    assert write_question_files(replace(view, choice=PackChoice(kind="scope")), "pack") == []


def test_the_sites_that_the_auditor_chose_narrow_it() -> None:
    files = small_company() | YARD
    view = replace(view_of(files), choice=PackChoice(sites=("yard",)))
    assert {row["Site id"] for row in table_of(view)} == {None, "yard"}


_DIGESTS = """
import hashlib
from tests.measure.answers.canaries import NAME, sing
from tests.render.pdf.sections.company import reader, small_company, view_of
from builder.render.question_sheet.files import write_question_files
for name, data, _ in write_question_files(view_of(small_company(), history=True), "audit-pack"):
    print(hashlib.sha256(data).hexdigest())
"""


def test_nothing_in_the_workbook_says_when_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(files_of(small_view())["xlsx"])) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        days = re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))
    assert set(days) == {b"2000-01-01T"}


@pytest.mark.slow
def test_the_same_pack_gives_the_same_bytes_in_another_process_time_zone_and_locale() -> None:
    here = [hashlib.sha256(data).hexdigest() for _, data in sorted(files_of(small_view()).items())]
    abroad = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    there = subprocess.run(
        [sys.executable, "-c", _DIGESTS], env=abroad, check=True, capture_output=True, text=True
    ).stdout.split()
    assert here == there


@pytest.mark.slow
def test_no_person_of_the_sample_stands_in_workbook_csv_or_print() -> None:
    snapshot = at_level(sing(), Level.OFFICE)
    choice = PackChoice()
    view = View(snapshot, select(snapshot, choice), Naming(snapshot, "auditor"), choice, reader({}))
    told = [_everything(data) for data in files_of(view).values()]
    told += [section.html for section in make_question_sheet(view)]
    assert len(told) == 13
    for text in told:
        assert NAME not in text
        assert not re.search(r"\bP-\d{3}", text)
