"""The commands that print reports: what they give back, and what they refuse."""

from __future__ import annotations

import json

import pytest

from builder.commands.check import check
from builder.commands.coverage import coverage
from builder.commands.due import due
from builder.commands.explain import explain
from builder.model.error import BuilderError
from tests.checks.example import Example, take_example
from tests.measure.small import read_text, snapshot_of

INSPECTION = "records/inspection/2026/insp-0001.yaml"
HOLE = {"records/inspection/2026/insp-0002.yaml"}


def test_clean_program_gives_back_zero() -> None:
    said: list[str] = []

    assert check(take_example(Example()), format="text", strict=True, say=said.append) == 0
    assert said == ["0 errors, 0 gaps, 0 notes in 19 records and 2 documents."]


def test_error_gives_back_one() -> None:
    files = {INSPECTION: read_text(INSPECTION).replace("site: yard", "site: yrad").encode()}

    assert check(take_example(Example(files=files)), say=lambda _: None) == 1


def test_gap_gives_back_one_only_when_strict() -> None:
    snapshot = take_example(Example(absent=HOLE))

    assert check(snapshot, strict=False, say=lambda _: None) == 0
    assert check(snapshot, strict=True, say=lambda _: None) == 1


def test_note_gives_back_zero_even_when_strict() -> None:
    assert check(take_example(Example(is_examined=False)), strict=True, say=lambda _: None) == 0


def test_json_is_one_object() -> None:
    said: list[str] = []
    check(take_example(Example(absent=HOLE)), format="json", say=said.append)

    (text,) = said
    assert [each["code"] for each in json.loads(text)["findings"]] == ["COV003"]


def test_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BuilderError) as error:
        check(take_example(Example()), format="xml", say=lambda _: None)

    assert error.value.cure == "Use one of: text, brief, json, github, gitlab, markdown."


def test_coverage_and_due_give_back_zero_whatever_is_missing() -> None:
    snapshot = take_example(Example(absent=HOLE))
    said: list[str] = []

    assert coverage(snapshot, format="json", say=said.append) == 0
    assert due(snapshot, format="json", say=said.append) == 0
    assert [json.loads(text)["schema"].rsplit("/", 1)[1] for text in said] == ["coverage-1.json", "due-1.json"]


def test_due_looks_as_far_ahead_as_asked() -> None:
    def items(ahead: int) -> int:
        said: list[str] = []
        due(snapshot_of({}), format="json", ahead=ahead, say=said.append)
        return len(json.loads(said[0])["items"])

    assert items(4) == 0
    assert items(5) == 1


def test_explain_prints_the_page_of_a_rule() -> None:
    said: list[str] = []

    assert explain("COV003", say=said.append) == 0
    assert said[0].startswith("# COV003 expected-record-missing\n")


def test_explain_of_an_unknown_rule_is_refused() -> None:
    with pytest.raises(BuilderError):
        explain("XYZ999", say=lambda _: None)


def test_due_days_can_be_written_as_a_calendar() -> None:
    said: list[str] = []

    assert due(snapshot_of({}), format="ics", say=said.append) == 0
    assert said[0].startswith("BEGIN:VCALENDAR\r\n")
    assert said[0].rstrip().endswith("END:VCALENDAR")
