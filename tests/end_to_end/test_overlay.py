"""The partner's instrument by the real command line: write the workbook, fill it as a person does, read it, see the coverage in points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from openpyxl import load_workbook

from builder.render.report.json_text import read_schema
from tests.end_to_end.in_process import muster_at as muster
from tests.end_to_end.instrument import QUESTIONS, fill, small_program

AS_OF = ("--as-of", "2026-06-30")


def coverage_of(program: Path, *more: str) -> Any:
    done = muster("coverage", "--format", "json", *AS_OF, *more, cwd=program)
    assert (done.returncode, done.stderr) == (0, "")
    value = json.loads(done.stdout)
    jsonschema.Draft202012Validator(read_schema("coverage")).validate(value)
    return value


def test_written_filled_and_read_it_shows_the_coverage_in_intervals_of_points(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    before = coverage_of(program)
    assert before["readiness"]["points"] is None
    assert all(question["numbers"] == [] for element in before["elements"] for question in element["questions"])

    done = muster("overlay", "write", "ours.xlsx", cwd=program)
    assert (done.returncode, done.stderr) == (0, "")
    fill(program / "ours.xlsx")
    done = muster("overlay", "read", "ours.xlsx", cwd=program)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == (
        "records/overlay.yaml: 5 questions of Invented instrument, version 1, 130 points "
        "(documentation 80, interviews 30, observation 20). 1 note."
    )
    overlay = yaml.safe_load((program / "records/overlay.yaml").read_text(encoding="utf-8"))
    assert [each["number"] for each in overlay["questions"]] == [row[0] for row in QUESTIONS]
    assert overlay["questions"][4]["may_be_na"] is True

    done = muster("check", "--format", "json", *AS_OF, cwd=program)
    codes = {each["code"] for each in json.loads(done.stdout)["findings"]}
    assert {code for code in codes if code.startswith(("REC", "OVL"))} == {"OVL008"}

    after = coverage_of(program)
    questions = {each["id"]: each for element in after["elements"] for each in element["questions"]}
    assert questions["IN2"]["numbers"] == ["7.10"]
    inspections = next(each for each in after["readiness"]["elements"] if each["key"] == "inspections")
    # A program (20, in force) and 2 of 2 inspections (30) are there; interview and observation (20 of 70) are the auditor's.
    assert inspections["points"] == {"documentation": [50.0, 50.0], "unknown": 20, "possible": 70}
    assert inspections["per_cent"] == [71, 100]
    assert inspections["floor"] == 50
    assert inspections["outlook"] == "reached even if every interview and observation point is lost"

    text = muster("coverage", *AS_OF, cwd=program).stdout
    assert "71–100 %" in text
    assert "7.10" in text
    assert "passed" not in text.casefold()


def test_what_was_read_is_written_into_the_next_workbook(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    muster("overlay", "write", "first.xlsx", cwd=program)
    fill(program / "first.xlsx", cells={"Instrument!B7": 85})
    assert muster("overlay", "read", "first.xlsx", cwd=program).returncode == 0
    once = (program / "records/overlay.yaml").read_bytes()
    assert muster("overlay", "write", "second.xlsx", cwd=program).returncode == 0
    assert muster("overlay", "read", "second.xlsx", "--out", "again.yaml", cwd=program).returncode == 0

    assert (program / "again.yaml").read_bytes() == once
    assert b"overall: 85" in once
    sheet = load_workbook(program / "second.xlsx")["Questions"]
    assert [sheet.cell(row, 1).value for row in range(3, 8)] == [row[0] for row in QUESTIONS]
    # Behind them, ours that no question asks about, with nothing guessed.
    assert sheet.cell(8, 3).value
    assert [sheet.cell(8, column).value for column in (1, 4, 5, 6, 7, 8, 9)] == [None] * 7


def test_every_bad_cell_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    muster("overlay", "write", "ours.xlsx", cwd=program)
    cells = {
        "Questions!C3": "ML1, ML99",  # unknown question of ours
        "Questions!A4": "1.1",  # number twice
        "Questions!B5": "inspection",  # unknown element
        "Questions!D5": "twenty",  # not a number
        "Questions!H6": None,  # all-or-nothing without its threshold
        "Questions!A7": 8.1,  # a number that may have been 8.10
        "Questions!D7": "=10+10",  # a formula
        "Instrument!B6": "4 May 2026",  # not a day
    }
    fill(program / "ours.xlsx", cells=cells)
    done = muster("overlay", "read", "ours.xlsx", "--format", "json", cwd=program)

    assert (done.returncode, done.stderr) == (1, "")
    value = json.loads(done.stdout)
    jsonschema.Draft202012Validator(read_schema("overlay")).validate(value)
    assert value["written"] is None
    errors = [each for each in value["findings"] if each["severity"] == "error"]
    assert [(each["line"], each["column"], each["code"]) for each in errors] == [
        (6, 2, "REC010"),
        (3, 3, "OVL001"),
        (4, 1, "OVL002"),
        (5, 2, "REC010"),
        (5, 4, "REC010"),
        (6, 8, "OVL006"),
        (7, 1, "REC010"),
        (7, 4, "REC010"),
    ]
    assert {each["path"] for each in errors} == {"ours.xlsx"}
    starts = [each["message"].partition(":")[0] for each in errors]
    assert starts == [
        "Sheet Instrument, cell B6",
        *(f"Sheet Questions, cell {name}" for name in ("C3", "A4", "B5", "D5", "H6", "A7", "D7")),
    ]
    assert not (program / "records/overlay.yaml").exists()

    text = muster("overlay", "read", "ours.xlsx", cwd=program)
    assert text.returncode == 1
    assert "ours.xlsx:5:4: error" in text.stdout
    assert text.stdout.splitlines()[-1] == "8 errors in 5 questions; nothing was written."


def test_a_workbook_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    (program / "ours.xlsx").write_bytes(b"mine")
    done = muster("overlay", "write", "ours.xlsx", cwd=program)

    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (program / "ours.xlsx").read_bytes() == b"mine"


def test_same_program_gives_the_same_workbook(tmp_path: Path) -> None:
    program = small_program(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        assert muster("overlay", "write", name, cwd=program).returncode == 0

    assert (program / "a.xlsx").read_bytes() == (program / "b.xlsx").read_bytes()
