"""Edges of the rules about the law that their pages don't show, and what every finding about the law says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.checks.rule import list_rules
from builder.checks.run import check
from builder.model.finding import Finding, Severity
from builder.model.law import NO_LAW
from builder.read.law_file import read_law
from builder.record_types import TYPES
from tests.checks.example import (
    Example,
    findings_of,
    findings_with,
    minimal_files,
    read_example,
    sections,
    take_example,
)

LAW_RULES = [rule for rule in list_rules() if rule.code.startswith("LAW")]


def failing(code: str) -> list[Finding]:
    """What a rule finds in its own failing example."""
    page = next(rule.page for rule in LAW_RULES if rule.code == code)
    return [each for each in findings_of(read_example(sections(page)["Example: fails"])) if each.code == code]


@pytest.mark.parametrize("code", [rule.code for rule in LAW_RULES])
def test_every_finding_names_the_section_and_the_day_it_was_read(code: str) -> None:
    for finding in failing(code):
        assert re.search(r"read (?:for )?20\d\d-\d\d-\d\d", finding.message), finding.message
        assert re.search(r"\bs\.\d|SA 2020|Alta Reg", finding.message), finding.message


def test_findings_about_the_law_are_gaps_or_notes_and_unverified_ones_are_notes() -> None:
    assert {rule.severity for rule in LAW_RULES} == {Severity.GAP, Severity.NOTE}
    for rule in LAW_RULES:
        unverified = [each for each in failing(rule.code) if "not verified" in each.message]
        assert not unverified or rule.severity is Severity.NOTE


def test_without_a_law_no_rule_about_it_finds_anything() -> None:
    for rule in LAW_RULES:
        snapshot = take_example(read_example(sections(rule.page)["Example: fails"]))
        assert [each for each in check(replace(snapshot, law=NO_LAW)) if each.code.startswith("LAW")] == []


def ladders(front: str, body: str) -> dict[str, str]:
    head = (
        "---\nid: SWP-02\ntitle: Ladders\nkind: swp\narea: hazard-control\nversion: 1\nowner: P-002\napproved_by: P-001\n"
        "approved_on: 2026-04-15\nreview_every: P12M\nlast_reviewed: 2026-04-15\nstatus: approved\n"
    )
    return {"policies/ladders.md": f"{head}{front}---\n\n{body}\n"}


def law_findings(files: dict[str, str]) -> list[str]:
    return [
        f"{each.place.line}:{each.place.column} {each.code}"
        for each in findings_with(files)
        if each.code.startswith("LAW")
    ]


def at(files: dict[str, str], part: str, code: str, times: int = 1) -> str:
    """Line and column of the first or second time that a part stands in the one file."""
    [text] = files.values()
    index = -1
    for _ in range(times):
        index = text.index(part, index + 1)
    return f"{text.count(chr(10), 0, index) + 1}:{index - text.rfind(chr(10), 0, index)} {code}"


def test_repealed_section_in_the_front_matter_is_found_at_its_place() -> None:
    front = 'legislation: [{law: OHS Code, section: "390"}, {law: OHS Code, section: "390.1"}]\n'
    files = ladders(front, "Text.")
    assert law_findings(files) == [at(files, '"390.1"', "LAW014")]


def test_repealed_section_in_the_text_is_found_at_its_line_and_column() -> None:
    files = ladders("", "One.\n\n1. Two\n2. By the Code, s. 392.3, we act.")
    assert law_findings(files) == [at(files, "392.3", "LAW014")] == ["18:20 LAW014"]


def test_same_number_in_another_law_and_in_a_withdrawn_document_is_left_alone() -> None:
    other = ladders('legislation: [{law: Transportation Act, section: "390.1"}]\n', "OHS Act section 390.1 is none.")
    withdrawn = {
        path: text.replace("approved\n---", "withdrawn\n---") for path, text in ladders("", "s. 390.1").items()
    }

    assert law_findings(other) == []
    assert law_findings(withdrawn) == []


def test_quarterly_in_the_terms_of_reference_is_fine_and_as_a_law_it_is_not() -> None:
    assert law_findings(ladders("", "The committee meets quarterly, on the second Thursday.")) == []
    wrong = ladders("", "The OHS Act requires that the committee meets quarterly.")
    assert law_findings(wrong) == [at(wrong, "quarterly", "LAW016")]


def test_several_equal_sections_are_several_findings() -> None:
    files = ladders("", "s. 390.1 and s. 390.1")
    assert law_findings(files) == [at(files, "390.1", "LAW014"), at(files, "390.1", "LAW014", 2)]


def test_example_can_name_many_more_people() -> None:
    text = "There are 2 more people like P-002, employed from 2026-05-01."
    files = read_example(text).files

    assert sorted(files) == ["records/people/P-101.yaml", "records/people/P-102.yaml"]
    assert b"id: P-102" in files["records/people/P-102.yaml"]
    assert b"from: 2026-05-01" in files["records/people/P-102.yaml"]


def test_site_without_gear_written_down_lacks_all_of_it() -> None:
    site = minimal_files()["records/sites/yard.yaml"].decode()
    bare = "".join(line for line in site.splitlines(keepends=True) if not line.startswith("first_aid"))
    [found] = findings_of(Example({"records/sites/yard.yaml": bare.encode()}))

    assert found.code == "LAW006"
    assert "lacks a small type 3 kit (OHS Code s.178 and Schedule 2, read 2025-03-31" in found.message


def test_records_are_kept_at_least_as_long_as_the_law_asks() -> None:
    kept = {each.record: each.years for each in read_law("alberta-ohs").retention if each.record}

    assert set(kept) == {"investigation", "noise-assessment", "hsc-meeting"}
    assert [name for name, years in kept.items() if (TYPES[name].KEEP.years or 0) < years] == []


def test_table_of_heads_without_people_is_a_note_with_its_place() -> None:
    company = minimal_files()["records/company.yaml"].decode() + "headcount: [{site: yard, level: worker, count: 6}]\n"
    [found] = findings_with({"records/company.yaml": company})

    assert (found.code, found.place.line) == ("LAW003", company.count("\n"))
    assert "The table of heads has 6 people, and 3 have a file" in found.message
