"""Why an auditor doesn't count as independent."""

from __future__ import annotations

import pytest

from builder.measure.cycle.auditors import external_audits, why_not_independent
from tests.measure.cycle.cycle_company import Files, audit, record
from tests.measure.small import read_small

FREE = "{stated_on: 2026-05-18, employed_here: false, built_system: false}"


def auditor(**fields: str) -> Files:
    return record("auditor", "aur-0001", "2026-05-18", **fields)


def why(who: Files, *, name: str = "H. Sim", months: int = 24, day: str = "2026-06-01") -> str:
    named = {"auditor": "aur-0001"} if who else {}
    files = {**who, **record("audit", "aud-0001", day, kind="recertification", auditor_name=name, **named)}
    program = read_small(files)
    (found,) = external_audits(program)
    return why_not_independent(program, found, months)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (FREE, ""),
        (FREE.replace("employed_here: false", "employed_here: true"), "the auditor states to have been employed here"),
        (FREE.replace("built_system: false", "built_system: true"), "the auditor states to have built the program"),
    ],
)
def test_statement_of_the_auditor(statement: str, reason: str) -> None:
    assert why(auditor(auditor_name="H. Sim", independence=statement)) == reason


def test_auditor_without_a_statement() -> None:
    assert why(auditor(auditor_name="H. Sim")) == "no statement of independence is on file"


def test_own_person_is_found_by_id_and_by_name() -> None:
    assert why(auditor(person="P-002", independence=FREE)).startswith("P-002 works here")
    assert why({}, name="Carl Dunn").startswith("P-002 works here")


def test_nothing_is_said_of_an_auditor_who_is_only_a_name() -> None:
    assert why({}) == ""


def test_maintenance_audits_are_not_looked_at() -> None:
    assert list(external_audits(read_small(audit("aud-0001", "2026-06-01", "maintenance")))) == []
