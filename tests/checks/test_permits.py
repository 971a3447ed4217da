"""Edges of the rules about permits, working alone and measurements that their pages don't show."""

from __future__ import annotations

import hashlib

import pytest

from tests.checks.example import codes_with

SHA = hashlib.sha256(b"scan").hexdigest()
SCAN = f"attachments: [{{path: scan.txt, sha256: {SHA}, caption: The signed form, level: office}}]\n"
BOTH = (
    "signatures:\n  - {person: P-002, date: 2026-06-10, method: electronic}\n"
    "  - {person: P-003, date: 2026-06-10, method: electronic}\n"
)


def _codes(type: str, id: str, text: str, *, day: str = "2026-06-10", has_scan: bool = False) -> set[str]:
    """Codes of the rules of this file for one record laid over the small company."""
    head = f"id: {id}\ndate: {day}\nsite: yard\nrecorded_by: P-002\n"
    files = {f"records/{type}/2026/{id}.yaml": head + text + (SCAN if has_scan else "")}
    if has_scan:
        files[f"records/{type}/2026/scan.txt"] = "scan"
    return {code for code in codes_with(files) if "EVD023" <= code <= "EVD028"}


HOT = "location: Corridor\nwork: Solder\nfire_watch: P-003\nissued_by: P-002\n" + BOTH


def test_permit_of_the_as_of_day_is_still_open_and_that_is_right() -> None:
    # The small company is looked at on 2026-06-30.
    assert _codes("hot-work-permit", "hwp-0001", HOT, day="2026-06-30") == set()
    assert _codes("hot-work-permit", "hwp-0001", HOT, day="2026-06-29") == {"EVD023"}


def test_closing_time_may_stand_on_the_scan() -> None:
    assert _codes("hot-work-permit", "hwp-0001", HOT, has_scan=True) == set()


DIG = "location: Door 3\nwork: Trench\nissued_by: P-002\n" + BOTH


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ("expires: 2026-07-02\n", set()),
        ("expires: 2026-06-29\n", {"EVD023"}),
        ("expires: 2026-06-20\nclosed_on: 2026-06-20\n", set()),
        ("expires: 2026-06-20\nclosed_on: 2026-06-21\n", {"EVD027"}),
        ("expires: 2026-06-09\nclosed_on: 2026-06-10\n", {"EVD027"}),
        ("closed_on: 2026-06-21\n", set()),
    ],
)
def test_dig_is_over_with_its_locates(days: str, codes: set[str]) -> None:
    assert _codes("ground-disturbance-permit", "gdp-0001", DIG + days) == codes


ENTRY = 'space: Sump\nwork: Clean\nissued_by: P-002\nclosed_at: "10:30"\n' + BOTH


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("entrants: [P-003]\n", {"EVD024"}),
        ("entrants: [P-003]\ntender: P-003\n", {"EVD024"}),
        ("entrants: [P-003]\ntender: P-002\n", set()),
        ("tender: P-002\n", set()),
    ],
)
def test_somebody_else_stays_at_the_opening(who: str, codes: set[str]) -> None:
    assert _codes("confined-space-permit", "csp-0001", ENTRY + who) == codes


def test_tender_may_stand_on_the_scan() -> None:
    assert _codes("confined-space-permit", "csp-0001", ENTRY + "entrants: [P-003]\n", has_scan=True) == set()


NOISE = "task: Saw\nmethod: Dosimeter\nassessed_by: P-002\n" + BOTH


@pytest.mark.parametrize(("level", "codes"), [(85, set()), (86, {"EVD025"})])
def test_noise_of_exactly_the_limit_needs_no_measure(level: int, codes: set[str]) -> None:
    assert _codes("noise-assessment", "nse-0001", NOISE + f"lex_dba: {level}\n") == codes


ALONE = "person: P-003\nplace: School\ntask: Call\ncontact: P-002\nmethod: Phone\ninterval_minutes: 60\n" + BOTH


@pytest.mark.parametrize(
    ("times", "codes"),
    [
        ('started_at: "13:00"\ncheck_ins: [{at: "14:10"}]\nended_at: "15:20"\n', set()),
        ('started_at: "13:00"\ncheck_ins: [{at: "14:11"}]\nended_at: "15:20"\n', {"EVD026"}),
        ('started_at: "13:00"\nended_at: "14:30"\n', {"EVD026"}),
        ('started_at: "23:30"\ncheck_ins: [{at: "00:25"}]\nended_at: "01:20"\n', set()),
        ('started_at: "23:30"\nended_at: "01:20"\n', {"EVD026"}),
        ('started_at: "13:00"\n', set()),
    ],
)
def test_calls_are_due_from_the_start_to_the_end_and_over_midnight(times: str, codes: set[str]) -> None:
    assert _codes("working-alone-log", "wal-0001", ALONE + times) == codes


JOURNEY = (
    "driver: P-003\ncontact: P-002\nvehicle: A-001\nroute: Olds – Sundre\nconditions: Gravel\n"
    'left_at: "05:30"\nexpected_at: "07:10"\n' + BOTH
)


def test_somebody_who_is_on_the_road_today_has_not_failed_to_arrive() -> None:
    assert _codes("journey-plan", "jrn-0001", JOURNEY, day="2026-06-30") == set()
    assert _codes("journey-plan", "jrn-0001", JOURNEY, day="2026-06-29") == {"EVD028"}


def test_time_of_arrival_may_stand_on_the_scan() -> None:
    assert _codes("journey-plan", "jrn-0001", JOURNEY, has_scan=True) == set()
