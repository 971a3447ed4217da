"""Spreadsheets as coordinators have them: every row ends as a record, a duplicate, or a rejected row that says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from builder.bring_in.books import make_books
from builder.bring_in.importing import Chosen, choose_sheets, make_plan
from builder.bring_in.kinds.kind import Setting
from builder.bring_in.mapping import SheetMapping, file_name, read_mapping, write_mapping
from builder.bring_in.plan import Plan
from builder.bring_in.record_files import list_files
from builder.bring_in.rejected import write_rejected
from builder.bring_in.summary import describe_rows, describe_sheets, tell_counts
from builder.bring_in.tables.opening import read_tables
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.read.course_file import read_courses
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.write.canonical import format_file
from tests.bring_in.sample_registers import register_files, sample_registers
from tests.examples.spreadsheets.making import SHEETS

TODAY = date(2026, 11, 23)
SETTING = Setting("sheet.csv", TODAY, "P-002")

# File: kind, rows, entries, entries in records, records, duplicates, rejected rows, rows left out.
TABLE = {
    "Employees.csv": ("people", 9, 9, 3, 3, 1, 5, 0),
    "Training matrix 2026.xlsx": ("training", 11, 14, 8, 8, 1, 3, 4),
    "Equipment list.xlsx": ("assets", 8, 7, 2, 2, 1, 4, 1),
    "Action log.csv": ("actions", 8, 8, 5, 5, 1, 2, 0),
    "Timesheets November 2026.csv": ("timesheets", 14, 13, 6, 1, 1, 6, 1),
    "Shop hours.xlsx": ("timesheets", 5, 18, 16, 1, 0, 2, 1),
    "Inspections export.csv": ("inspections", 6, 6, 4, 3, 0, 2, 0),
}


def planned(
    data: bytes,
    name: str = "sheet.csv",
    *,
    kind: str = "",
    known: tuple[SheetMapping, ...] = (),
    program: Program | None = None,
) -> tuple[Chosen, Plan]:
    program = program or sample_registers()
    books = make_books(program, read_courses())
    chosen = choose_sheets(read_tables(data, name), kind, books, known, name)
    return chosen, make_plan(chosen, program, books, SETTING, lambda _rows: None)


def rows_of(text: str) -> Plan:
    return planned(text.encode())[1]


def why(plan: Plan) -> list[str]:
    return [" ".join(each.why) for each in plan.rejected]


def with_files(files: Mapping[str, str]) -> Program:
    return read_program(MemorySource({**register_files(), **{path: text.encode() for path, text in files.items()}}))


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_every_row_of_a_messy_sheet_is_accounted_for(name: str) -> None:
    chosen, plan = planned(SHEETS[name](), name)
    kind, *numbers = TABLE[name]
    ends = (plan.rows, plan.entries, plan.taken, len(plan.candidates), len(plan.duplicates), len(plan.rejected))
    assert (plan.kind.name, *ends, len(plan.left_out)) == (kind, *numbers)
    taken = {row for each in plan.candidates for row in each.rows}
    ended = taken | {row for row, _ in plan.duplicates} | {each.row.number for each in plan.rejected}
    # Two sheets of a file have the same row numbers.
    if len(chosen.sheets) == 1:
        assert len(ended | {each.row for each in plan.left_out}) == plan.rows


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_what_is_written_is_canonical_and_read_back_without_a_fault(name: str) -> None:
    _, plan = planned(SHEETS[name](), name)
    files = dict(list_files(plan, sample_registers()))
    assert len(files) == len(plan.candidates)
    for path, text in files.items():
        assert format_file(path, text) == text, path
    program = with_files(files)
    before = sample_registers().faults
    wrong = [f for f in program.faults if f not in before and f.name != "detail-missing"]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_the_same_sheet_adds_nothing_the_second_time(name: str) -> None:
    _, plan = planned(SHEETS[name](), name)
    program = with_files(dict(list_files(plan, sample_registers())))
    _, again = planned(SHEETS[name](), name, program=program)
    assert (again.candidates, again.taken) == ([], 0)
    assert len(again.duplicates) == plan.taken + len(plan.duplicates)
    assert len(again.rejected) == len(plan.rejected)


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_rejected_rows_are_recognised_and_rejected_for_the_same_reasons(name: str) -> None:
    chosen, plan = planned(SHEETS[name](), name)
    data = write_rejected(plan.rejected, plan.days)
    for line in data.decode("utf-8-sig").split("\r\n"):
        assert not line.startswith(("=", "+", "-", "@"))
    mapping, faults = read_mapping(write_mapping(chosen.mapping), "mapping.yaml")
    assert faults == []
    assert mapping == chosen.mapping
    again_chosen, again = planned(data, "again.csv", known=(mapping,))
    assert again_chosen.mapping == mapping
    # Formulas have become the text of a formula, and people who differ only from a row of the sheet are alone now.
    if name not in ("Equipment list.xlsx", "Training matrix 2026.xlsx", "Timesheets November 2026.csv"):
        assert why(again) == why(plan)


def test_a_corrected_row_is_imported_and_the_others_are_known() -> None:
    chosen, plan = planned(SHEETS["Training matrix 2026.xlsx"](), "Training matrix 2026.xlsx")
    program = with_files(dict(list_files(plan, sample_registers())))
    corrected = write_rejected(plan.rejected, plan.days).decode("utf-8-sig").replace("Mar 2026", "2026-03-18")
    _, again = planned(corrected.encode(), "c.csv", known=(chosen.mapping,), program=program)
    assert [(each.data["person"], each.data["course"], each.data["date"]) for each in again.candidates] == [
        ("P-012", "whmis", date(2026, 3, 18))
    ]


def test_what_is_filed_is_never_overwritten() -> None:
    text = "Employee,Course,Issued,Expires\nTyler Brandt,WHMIS,2026-03-04,2029-03-04\n"
    program = with_files(dict(list_files(rows_of(text), sample_registers())))
    _, plan = planned(text.replace("2029-03-04", "2029-03-05").encode(), program=program)
    assert plan.candidates == []
    assert "expires is 2029-03-04 there and 2029-03-05 here. What is filed isn't changed by an import" in why(plan)[0]


def test_rows_of_one_sheet_that_contradict_each_other_are_not_both_taken() -> None:
    plan = rows_of(
        "Employee,Course,Issued,Expires\nTyler Brandt,WHMIS,2026-03-04,\nTyler Brandt,WHMIS,2026-03-04,2029-01-01\n"
    )
    assert len(plan.candidates) == 1
    assert "Row 2 is the same training certificate, but expires is empty there and 2029-01-01 here" in why(plan)[0]


def test_the_half_hours_of_a_timesheet_are_rounded_and_it_is_said() -> None:
    plan = rows_of("Date,Employee,Site,Hours\n2026-11-02,Tyler Brandt,shop,7.5\n2026-11-03,Tyler Brandt,shop,8:30\n2026-11-04,Tyler Brandt,shop,\"8,5\"\n")  # fmt: skip
    data = plan.candidates[0].data
    assert data["rows"] == [{"person": "P-013", "site": "shop", "hours": 8, "days": [2, 3, 4]}]
    assert data["notes"] == "Rounded to whole hours a day: 24.5 hours in the timesheet, 24 here."


def test_a_timesheet_of_two_months_becomes_a_record_for_each() -> None:
    plan = rows_of("Date,Employee,Site,Hours\n2026-10-30,Tyler Brandt,shop,8\n2026-11-02,Tyler Brandt,shop,8\n")
    assert [(each.data["month"], each.data["date"]) for each in plan.candidates] == [
        ("2026-10", date(2026, 10, 30)),
        ("2026-11", date(2026, 11, 2)),
    ]


def test_a_matrix_of_expiry_days_alone_makes_no_certificates_up() -> None:
    plan = rows_of("Employee,WHMIS expires,CSTS expires\nTyler Brandt,2028-03-04,2029-01-01\n")
    assert plan.candidates == []
    assert "The day the certificate was issued of “WHMIS expires” is missing." in why(plan)[0]


def test_a_course_that_few_have_is_not_left_out_for_one_bare_year() -> None:
    text = "Name,WHMIS,First aid,Forklift\nDarcy Hnatiuk,2026-03-10,2026-03-11,2025\nRob Thibault,2026-03-10,2026-03-11,2026-03-12\n"
    chosen, plan = planned(text.encode(), kind="training")
    assert chosen.mapping.across["Forklift"] == "forklift"
    assert "“Forklift” holds “2025”, which is no day of the calendar." in why(plan)[0]
    assert [each.data["course"] for each in plan.candidates].count("forklift") == 1


def test_a_day_in_the_future_is_no_day_of_issue() -> None:
    plan = rows_of("Employee,Course,Date\nTyler Brandt,WHMIS,2028-03-04\n")
    assert "if it is the day it runs out, the day of issue is missing" in why(plan)[0]


def test_days_that_nothing_decides_are_rejected_until_a_person_says() -> None:
    text = "Employee,Course,Date\nTyler Brandt,WHMIS,03/04/2026\n"
    chosen, plan = planned(text.encode())
    assert plan.days["Date"].is_open
    assert why(plan) == ["“Date” holds 03/04/2026, which can be 4 March 2026 or 3 April 2026."]
    said = write_mapping(chosen.mapping) + "days: {Date: day-first}\n"
    mapping, _ = read_mapping(said, "m.yaml")
    assert mapping is not None
    _, plan = planned(text.encode(), known=(mapping,))
    assert plan.candidates[0].data["date"] == date(2026, 4, 3)


def test_a_new_position_is_made_when_a_person_says_so() -> None:
    text = "Name,Job title,Site,Hire date\nAda Nwosu,Crane operator,shop,2026-10-05\n"
    chosen, plan = planned(text.encode())
    assert "No position is called “Crane operator”" in why(plan)[0]
    mapping, _ = read_mapping(
        write_mapping(chosen.mapping) + "values: {position: {Crane operator: new worker}}\n", "m.yaml"
    )
    assert mapping is not None
    _, plan = planned(text.encode(), known=(mapping,))
    files = dict(list_files(plan, sample_registers()))
    assert (
        files["records/positions/crane-operator.yaml"] == "id: crane-operator\ntitle: Crane operator\nlevel: worker\n"
    )
    assert (
        "{from: 2026-10-05, position: crane-operator, level: worker, site: shop}" in files["records/people/P-037.yaml"]
    )


def test_a_new_position_of_a_rejected_row_waits_with_its_row() -> None:
    text = "Name,Job title,Site,Hire date\nAda Nwosu,Crane operator,shop,2026-10-05\nTina Fox,Clerk,shop,\n"
    chosen, _ = planned(text.encode())
    mapping, _ = read_mapping(
        write_mapping(chosen.mapping) + "values: {position: {Crane operator: new worker, Clerk: new worker}}\n",
        "m.yaml",
    )
    assert mapping is not None
    _, plan = planned(text.encode(), known=(mapping,))
    assert [path for path, _ in list_files(plan, sample_registers())] == [
        "records/positions/crane-operator.yaml",
        "records/people/P-037.yaml",
    ]


def test_a_new_position_of_which_no_id_can_be_made_is_refused_with_the_way_out() -> None:
    text = "Name,Job title,Site,Hire date\nAda Nwosu,Сварщик,shop,2026-10-05\n"
    chosen, _ = planned(text.encode())
    mapping, _ = read_mapping(write_mapping(chosen.mapping) + "values: {position: {Сварщик: new worker}}\n", "m.yaml")
    assert mapping is not None
    with pytest.raises(BuilderError, match="No id can be made of the position “Сварщик”") as refused:
        planned(text.encode(), known=(mapping,))
    assert "under an id of your choice" in refused.value.cure


@pytest.mark.parametrize("status", ["Terminated", "Terminated Oct 2/26", "laid off - shop slow", "Resigned (moved)"])
def test_who_has_left_is_not_filed_as_working_here(status: str) -> None:
    text = f"Name,Job title,Site,Hire date,Status\nAda Nwosu,Welder,shop,2021-07-02,{status}\nTina Fox,Welder,shop,2021-07-02,Active\n"
    _, plan = planned(text.encode())
    assert [each.data["name"] for each in plan.candidates] == ["Tina Fox"]
    assert f"The status is “{status}”, but nothing says which day was the last one" in why(plan)[0]


def test_somebody_with_a_near_name_is_neither_taken_for_another_nor_doubled() -> None:
    text = "Name,Job title,Site,Hire date\nRobert Thibault,Welder,shop,2026-10-05\n"
    chosen, plan = planned(text.encode())
    assert "may be Rob Thibault (P-025)" in why(plan)[0]
    for said, made in (("new", 1), ("P-025", 0)):
        mapping, _ = read_mapping(
            write_mapping(chosen.mapping) + f"values: {{person: {{Robert Thibault: {said}}}}}\n", "m.yaml"
        )
        assert mapping is not None
        _, plan = planned(text.encode(), known=(mapping,))
        assert len(plan.candidates) == made


def test_private_columns_are_neither_taken_nor_copied() -> None:
    chosen, plan = planned(SHEETS["Employees.csv"](), "Employees.csv")
    assert chosen.mapping.columns["SIN"] == chosen.mapping.columns["Date of birth"] == "left-out"
    assert b"000 000" not in write_rejected(plan.rejected, plan.days)
    shown = "\n".join((*describe_sheets(chosen, plan, "Employees.csv"), *describe_rows(plan, False)))
    assert "000 000" not in shown
    assert "left out: private" in shown


def test_a_formula_in_a_text_stays_text_in_the_record_and_harmless_in_the_file_of_rejected_rows() -> None:
    plan = rows_of(
        'Date raised,Action,Owner\n2026-10-02,"=HYPERLINK(""http://x"")",Tyler Brandt\n2026-10-02,"=2+5",Nobody Known\n'
    )
    assert plan.candidates[0].data["description"] == '=HYPERLINK("http://x")'
    assert ",'=2+5," in write_rejected(plan.rejected, plan.days).decode("utf-8-sig")


def test_a_closed_action_without_its_day_is_rejected() -> None:
    plan = rows_of(
        "Date raised,Action,Status,Date closed\n2026-10-02,Fix rail,Closed,\n2026-10-02,Fix lamp,Open,2026-10-05\n"
    )
    assert plan.candidates == []
    assert "nothing says on which day it was closed" in why(plan)[0]
    assert "its status is “Open”, but it was closed" in why(plan)[1].replace("Its", "its")


@pytest.mark.parametrize("what", ["Issue / Hazard", "Description", "Deficiency"])
def test_what_was_found_stands_beside_what_has_to_be_done_and_alone_it_says_that(what: str) -> None:
    [both] = rows_of(f"Date raised,{what},Corrective action\n2026-10-02,Guard missing,Fit the guard\n").candidates
    assert (both.data["description"], both.data["notes"]) == ("Fit the guard", "What was found: Guard missing")
    [alone] = rows_of(f"Date raised,{what},Due date,Priority\n2026-10-02,Guard missing,2026-10-09,A\n").candidates
    assert (alone.data["description"], "notes" in alone.data) == ("Guard missing", False)


def test_several_sheets_with_the_same_columns_are_one_import() -> None:
    chosen, _ = planned(SHEETS["Equipment list.xlsx"](), "Equipment list.xlsx")
    assert [found.table.name for found in chosen.sheets] == ["Vehicles", "Tools and lifts"]
    assert chosen.others == (("Notes", "it holds no headings and rows"),)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Colour,Size\nred,9\n", "", "no column gives"),
        ("Colour,Size\nred,9\n", "training", "no column gives the person and the course and the day"),
        ("7,8\n9,10\n", "", "no sheet with headings"),
    ],
)
def test_what_can_t_be_understood_is_refused_with_what_is_missing(text: str, kind: str, said: str) -> None:
    with pytest.raises(BuilderError, match=said):
        planned(text.encode(), kind=kind)


def test_a_column_that_is_missing_is_asked_for_by_its_heading_and_the_file_keeps_its_name() -> None:
    with pytest.raises(BuilderError) as refused:
        planned(b"Description,Make,Serial\nForklift,Toyota,12\n", kind="assets")
    assert "Give the sheet a column “Class” for its class" in refused.value.cure
    assert not refused.value.args[0].startswith("Sheet.csv")


def test_the_mapping_of_a_series_of_sheets_has_one_name() -> None:
    assert file_name("timesheets", "Timesheets March 2026.csv") == file_name(
        "timesheets", "timesheets_Apr-2026-rejected.CSV"
    )
    assert file_name("people", "../../etc/passwd") == ".muster/imports/people-etc-passwd.yaml"


def test_a_mapping_that_names_what_isn_t_there_is_refused_at_its_place() -> None:
    mapping, faults = read_mapping("as: training\ncolumns: {Employee: persn}\n", "m.yaml")
    assert mapping is None
    assert str(faults[0].place) == "m.yaml:2:21"


def test_the_numbers_are_told_in_a_sentence() -> None:
    _, plan = planned(SHEETS["Training matrix 2026.xlsx"](), "Training matrix 2026.xlsx")
    assert (
        tell_counts(plan) == "11 rows with 14 entries: 8 new, 1 filed already, 5 rejected (in 3 rows), 4 rows left out."
    )
    assert tell_counts(rows_of("Name,Job title,Site,Hire date\nAda Nwosu,Welder,shop,2026-10-05\n")).startswith(
        "1 row: "
    )
