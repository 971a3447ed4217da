"""Timesheets that can't be true."""

from __future__ import annotations

import pytest

from tests.checks.example import findings_with
from tests.measure.people.test_work import MAY, timesheet


def messages(*rows: str, until: str = "2026-05-31") -> list[str]:
    found = findings_with({MAY: timesheet(*rows, until=until)})
    return [f"{finding.code} {finding.place.line}: {finding.message}" for finding in found if finding.code[:3] == "LNK"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("person: P-003, site: yard, hours: 8, days: [4, 32]",), "day 32: its month has no such day."),
        (
            ("person: P-003, site: yard, hours: 8, days: [4, 4]",),
            "day 4: the same person, day and site stand in wkd-0001 already.",
        ),
        (
            ("person: P-003, site: yard, hours: 8, days: [4, 5]", "person: P-003, site: yard, hours: 2, days: [5, 6]"),
            "day 5: the same person, day and site stand in wkd-0001 already.",
        ),
    ],
)
def test_a_row_that_can_not_be_true_is_found_at_its_place(rows: tuple[str, ...], said: str) -> None:
    (found,) = messages(*rows)

    assert found.startswith(f"LNK016 {7 + len(rows)}: ")
    assert found.endswith(said)


def test_days_after_the_last_day_covered_are_one_finding_for_the_row() -> None:
    (found,) = messages("person: P-003, site: yard, hours: 8, days: [14, 15, 18, 19]", until="2026-05-15")

    assert "day 18, 19: that is after 2026-05-15" in found


def test_a_whole_day_is_24_hours_and_not_more() -> None:
    mill = (
        "records/sites/mill.yaml",
        "id: mill\nname: The mill\nkind: shop\naddress: Olds AB\nactive: [{from: 2026-04-01}]\n",
    )
    for hours, codes in ((4, []), (5, ["LNK016"])):
        sheet = timesheet(
            "person: P-003, site: yard, hours: 20, days: [4]", f"person: P-003, site: mill, hours: {hours}, days: [4]"
        )
        found = findings_with({MAY: sheet, mill[0]: mill[1]})
        assert [each.code for each in found if each.code == "LNK016"] == codes


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("person: P-044, site: yard, hours: 8, days: [4]", "LNK002"),
        ("person: P-003, site: yrad, hours: 8, days: [4]", "LNK003"),
        ("person: P-003, site: yard, hours: 25, days: [4]", "REC010"),
    ],
)
def test_a_person_or_site_nobody_knows_and_an_impossible_number_have_their_places(row: str, code: str) -> None:
    found = [each for each in findings_with({MAY: timesheet(row)}) if each.place.path == MAY]

    assert [(each.code, each.place.line) for each in found if each.code == code] == [(code, 8)]


def test_employment_may_end_the_day_before_the_next_begins_and_not_later() -> None:
    for end, codes in (("2026-05-14", []), ("2026-05-15", ["LNK015"])):
        person = (
            "id: P-003\nname: Eva Frost\nwork_phone: 403-555-0113\nemployment:\n"
            f"  - {{from: 2026-04-01, to: {end}, position: plumber, level: worker, site: yard}}\n"
            "  - {from: 2026-05-15, position: foreman, level: supervisor, site: yard}\n"
            "roles: [{role: first-aider, site: yard, from: 2026-04-01}]\n"
        )
        found = findings_with({"records/people/P-003.yaml": person})
        assert [each.code for each in found if each.code == "LNK015"] == codes
