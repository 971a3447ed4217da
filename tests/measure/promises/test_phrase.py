"""What a text says about rhythms."""

from __future__ import annotations

import pytest

from builder.measure.promises.phrase import find_rhythms


def words(text: str, record: str = "inspection") -> list[tuple[str, str, int]]:
    return [(each.words, each.rhythm, each.line) for each in find_rhythms(text, record)]


@pytest.mark.parametrize(
    ("text", "record", "found", "rhythm"),
    [
        ("The weekly inspection is led by the foreman.", "inspection", "weekly inspection", "weekly"),
        ("Monthly site inspections cover all of it.", "inspection", "Monthly site inspections", "monthly"),
        ("They hold quarterly committee meetings.", "hsc-meeting", "quarterly committee meetings", "quarterly"),
        ("An annual drill is held.", "drill", "annual drill", "annual"),
        ("The daily toolbox meeting", "toolbox-meeting", "daily toolbox meeting", "daily"),
    ],
)
def test_rhythm_right_before_the_name_of_the_record(text: str, record: str, found: str, rhythm: str) -> None:
    assert words(f"Intro.\n\n{text}", record) == [(found, rhythm, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan is reviewed yearly, after each inspection.",
        "Weekly. Inspections are made by the foreman.",
        "A biweekly payroll report and inspection findings",
        "Daily pre-use equipment checks and the inspection",
    ],
)
def test_rhythm_of_something_else_is_none(text: str) -> None:
    assert words(text) == []
