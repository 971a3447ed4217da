"""The overlay and what the company claims by it: cases beside those of the rules' pages."""

from __future__ import annotations

import pytest

from tests.checks.example import codes_with, findings_with
from tests.measure.overlay import overlay, question
from tests.measure.small import read_text

OVERLAY = "records/overlay.yaml"
COMPANY = "records/company.yaml"
ALL = "ML1, ML11, HA5, IN1, IN2"


def claim(id: str) -> str:
    return (
        read_text(COMPANY)
        + f"not_applicable:\n  - {{question: {id}, reason: Nothing of the kind is done here., person: P-001, date: 2026-05-01}}\n"
    )


def test_sound_overlay_gives_nothing() -> None:
    assert codes_with({OVERLAY: overlay(question("1", ALL))}) == []


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        (overlay(question("1", ALL)).replace("rule: range", "rule: rnge"), "rnge", "Did you mean range?"),
        (overlay(question("1", ALL)).replace("inspections", "inspection"), "inspection,", "Did you mean inspections?"),
        (overlay(question("1", ALL, "{D: -3}")), "-3", "at least 0"),
        (overlay(question("1", ALL, "{X: 3}")), "X:", "`X` is not a field"),
        (overlay(question("1", ALL)).replace("read_on: 2026-04-01", "read_on: yesterday"), "yesterday", "YYYY-MM-DD"),
        (overlay(question("1", ALL), more="floors: {sale: {overall: 80}}\n"), "{overall", "certification"),
        (overlay(question("1", ALL), more="floors: {maintenance: {overall: 180}}\n"), "180", "at most 100"),
        (overlay(question("1", ALL)).replace("partner: acsa\n", ""), "standard:", "`partner` is missing"),
        (overlay(question("1", ALL)).replace('"1"', "5.10"), "5.10", "5.10"),
    ],
)
def test_what_is_wrong_in_the_file_is_found_at_its_place(text: str, at: str, said: str) -> None:
    line = next(number for number, each in enumerate(text.splitlines(), 1) if at in each)
    column = text.splitlines()[line - 1].index(at) + 1
    found = [each for each in findings_with({OVERLAY: text}) if each.code.startswith("REC")]

    assert [(each.place.path, each.place.line, each.place.column) for each in found] == [(OVERLAY, line, column)]
    assert said in found[0].message


def test_a_claim_without_any_overlay_is_a_gap_that_says_so() -> None:
    (found,) = [each for each in findings_with({COMPANY: claim("IN2")}) if each.code == "OVL004"]

    assert "there is no overlay" in found.message
    assert (found.place.path, found.place.line) == (COMPANY, 15)


def test_a_claim_that_one_of_two_questions_forbids_names_that_question() -> None:
    asked = overlay(question("1", ALL, more=", may_be_na: true"), question("2", "IN2"))
    (found,) = [each for each in findings_with({COMPANY: claim("IN2"), OVERLAY: asked}) if each.code == "OVL004"]

    assert "(question 2)" in found.message


def test_threshold_beside_a_rule_that_has_none_is_found_too() -> None:
    (found,) = findings_with({OVERLAY: overlay(question("1", ALL, more=", threshold: 70"))})

    assert (found.code, found.name) == ("OVL006", "overlay-threshold-missing")
    assert "which the rule range doesn't use" in found.message


def test_question_of_theirs_beside_none_of_ours_is_a_note() -> None:
    (found,) = findings_with({OVERLAY: overlay(question("1", ALL), question("2", ""))})

    assert (found.code, found.severity.value) == ("OVL008", "note")
    assert "beside question 2" in found.message
