from __future__ import annotations

import csv
import io

import pytest

from builder.render.pdf.sections.register_table import safe_cell, write_csv, write_register_csv
from tests.render.pdf.sections.company import small_company, view_of


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_what_a_spreadsheet_takes_for_a_formula_is_made_text(start: str) -> None:
    assert safe_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_ordinary_text_stays_as_it_is() -> None:
    assert [safe_cell(text) for text in ("", "insp-0042", "2026-03-05", "a=b", "'quoted'")] == [
        "", "insp-0042", "2026-03-05", "a=b", "'quoted'"
    ]  # fmt: skip


def test_a_formula_in_a_record_never_reaches_the_auditors_spreadsheet() -> None:
    files = small_company()
    path = "records/inspection/2025/insp-0001.yaml"
    files[path] = str(files[path]).replace("area: Fabrication bay", "area: '=cmd|calc'")
    rows = list(csv.reader(io.StringIO(write_register_csv(view_of(files), "inspection").decode("utf-8-sig"))))
    assert rows[1][rows[0].index("area")] == "'=cmd|calc"


def test_the_table_holds_the_whole_register_with_every_field() -> None:
    rows = list(
        csv.DictReader(io.StringIO(write_register_csv(view_of(small_company()), "inspection").decode("utf-8-sig")))
    )
    assert [row["id"] for row in rows] == ["insp-0001", "insp-0002", "insp-0003", "insp-0004", "insp-0005"]
    assert rows[2]["signed"] == "1"
    assert rows[2]["attachments"] == "1"
    assert rows[0]["deficiencies"] == "item: Guard missing, action: ca-0001"
    assert "entered" not in rows[0]


def test_entry_days_stand_in_the_table_when_the_history_was_examined() -> None:
    view = view_of(small_company(), history=True)
    row = next(csv.DictReader(io.StringIO(write_register_csv(view, "inspection").decode("utf-8-sig"))))
    assert (row["date"], row["entered"], row["filed_after_days"]) == ("2025-11-06", "2026-10-21", "349")


def test_names_stand_only_where_signatures_are_matched() -> None:
    view = view_of(small_company())
    assert "Joanne Littlechild (P-003)" in write_register_csv(view, "training").decode()
    assert "Joanne" not in write_register_csv(view, "inspection").decode()


def test_lines_end_as_the_format_says_and_excel_is_told_the_encoding() -> None:
    assert write_csv([["a", "b"], ["é", "2"]]) == "\ufeffa,b\r\né,2\r\n".encode()
