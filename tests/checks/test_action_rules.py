"""Corrective actions: the borders of who owns them, what protects people meanwhile, and what proves that they were done."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.example import codes_with

PATH = "records/corrective-action/2026/ca-0001.yaml"
SCAN = f"attachments: [{{path: ca-0001.pdf, sha256: {'a' * 64}, caption: Signed form, level: office}}]\n"
OWN = {"EVD016", "EVD017", "EVD018"}


def codes(more: str, priority: str = "B", as_of: date = date(2026, 6, 30)) -> set[str]:
    text = (
        "id: ca-0001\ndate: 2026-06-10\nrecorded_by: P-002\nsource: insp-0002\ndescription: Fit a guard\n"
        f"priority: {priority}\n{more}"
    )
    return OWN & set(codes_with({PATH: text}, as_of=as_of))


OWNED = "owner: P-002\ndue: 2026-07-08\n"


@pytest.mark.parametrize(
    ("closed", "found"),
    [
        ("", {"EVD018"}),
        ("closed_on: 2026-06-10\nverified_by: P-001\nevidence_note: Seen\n", set()),
        ("closed_on: 2026-06-11\nverified_by: P-001\nevidence_note: Seen\n", {"EVD018"}),
        ("interim_control: Locked out\n", set()),
    ],
)
def test_priority_a_needs_protection_from_the_first_night_on(closed: str, found: set[str]) -> None:
    assert codes(OWNED + closed, priority="A") == found


def test_on_the_day_it_was_raised_nothing_is_late_yet() -> None:
    assert codes(OWNED, priority="A", as_of=date(2026, 6, 10)) == set()


def test_paper_proves_that_it_was_done_and_a_date_alone_does_not() -> None:
    closed = OWNED + "closed_on: 2026-06-12\nverified_by: P-001\n"

    assert codes(closed) == {"EVD017"}
    assert codes(closed + SCAN) == set()
    assert codes(closed + "evidence_note: Seen on the grinder\n") == set()
    assert codes(closed + "links: [{to: insp-0002, as: closes}]\n") == set()


def test_an_open_action_on_paper_still_needs_an_owner_and_a_day_in_the_index() -> None:
    assert codes(SCAN) == {"EVD016"}
    assert codes(SCAN + OWNED) == set()
    assert codes(SCAN + "closed_on: 2026-06-12\nverified_by: P-001\n") == set()
