"""Which incidents OHS must be told of, and 72 hours for the WCB."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.law.incident_notice import find_notification, measure_wcb_notices
from builder.model.law import NO_LAW
from builder.read.law_file import read_law
from tests.measure.small import AS_OF, read_small

LAW = read_law("alberta-ohs")
PATH = "records/incident/2026/inc-0001.yaml"
REPORT = "records/wcb-report/2026/wcb-0001.yaml"


def incident(class_: str, more: str = "", day: str = "2026-06-10") -> str:
    return (
        f'id: inc-0001\ndate: {day}\nsite: yard\nrecorded_by: P-002\nclass: {class_}\noccurred_at: "14:20"\n'
        f"description: Something went wrong.\nimmediate_action: Work stopped.\n{more}"
    )


def notification(class_: str, more: str = "") -> str | None:
    program = read_small({PATH: incident(class_, more)})
    found = find_notification(program.record_by_id["inc-0001"].value, LAW)
    return found.key if found else None


@pytest.mark.parametrize(
    ("class_", "more", "key"),
    [
        ("fatality", "", "death"),
        ("psi", "", "psi"),
        ("lost-time", "event_kind: hospital-admission\n", "hospital"),
        ("near-miss", "event_kind: explosion-fire-flood\n", "explosion"),
        ("damage", "event_kind: crane-upset\n", "crane"),
        ("near-miss", "event_kind: structural-collapse\n", "structure"),
        ("lost-time", "", None),
        ("medical-aid", "", None),
        ("near-miss", "", None),
        ("damage", "", None),
    ],
)
def test_incident_is_reported_to_ohs_by_class_or_kind_of_event(class_: str, more: str, key: str | None) -> None:
    assert notification(class_, more) == key


def report(known: str, filed: str) -> str:
    known_on, known_at = known.split()
    filed_on, filed_at = filed.split()
    return (
        "id: wcb-0001\ndate: 2026-06-20\nrecorded_by: P-002\nincident: inc-0001\nform: Employer's report\n"
        f'known_on: {known_on}\nknown_at: "{known_at}"\nfiled_on: {filed_on}\nfiled_at: "{filed_at}"\nfiled_by: P-002\n'
    )


def is_late(files: dict[str, str | None], as_of: date = AS_OF) -> bool | None:
    found = list(measure_wcb_notices(read_small(files), LAW, as_of))
    return found[0].is_late if found else None


@pytest.mark.parametrize(
    ("filed", "late"), [("2026-06-14 08:00", False), ("2026-06-14 08:01", True), ("2026-06-11 09:00", False)]
)
def test_72_hours_run_from_when_the_company_knew(filed: str, late: bool) -> None:
    files: dict[str, str | None] = {PATH: incident("lost-time"), REPORT: report("2026-06-11 08:00", filed)}
    assert is_late(files) is late


@pytest.mark.parametrize(("day", "late"), [("2026-06-13", False), ("2026-06-14", True)])
def test_without_times_of_day_three_days_are_allowed(day: str, late: bool) -> None:
    assert is_late({PATH: incident("medical-aid", f"wcb_reported_on: {day}\n")}) is late


@pytest.mark.parametrize(("as_of", "late"), [(date(2026, 6, 13), False), (date(2026, 6, 14), True)])
def test_what_nobody_reported_is_late_once_the_time_is_over(as_of: date, late: bool) -> None:
    assert is_late({PATH: incident("restricted-work")}, as_of) is late


@pytest.mark.parametrize("class_", ["near-miss", "first-aid", "damage", "environmental"])
def test_first_aid_and_less_is_not_reported_to_the_wcb(class_: str) -> None:
    assert is_late({PATH: incident(class_)}) is None


def test_no_law_asks_for_nothing() -> None:
    assert list(measure_wcb_notices(read_small({PATH: incident("lost-time")}), NO_LAW, AS_OF)) == []
