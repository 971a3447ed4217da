"""The action register."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.follow_up.actions import Action, measure_actions
from tests.measure.small import read_small

BASE = (
    "id: ca-0001\ndate: 2026-06-01\nrecorded_by: P-002\nsource: insp-0002\ndescription: Fit a guard\npriority: B\n"
    "owner: P-002\ndue: 2026-06-08\n"
)


def action(as_of: date, closed: str = "") -> Action:
    text = BASE + (f"closed_on: {closed}\nverified_by: P-001\n" if closed else "")
    (found,) = measure_actions(read_small({"records/corrective-action/2026/ca-0001.yaml": text}), as_of)
    return found


@pytest.mark.parametrize(
    ("as_of", "closed", "state", "age", "overdue"),
    [
        (date(2026, 6, 8), "", "open", 7, 0),
        (date(2026, 6, 9), "", "overdue", 8, 1),
        (date(2026, 6, 30), "2026-06-08", "closed", 7, 0),
        (date(2026, 6, 30), "2026-06-10", "closed-late", 9, 2),
        # Seen from the day before it was closed, it was still open.
        (date(2026, 6, 9), "2026-06-10", "overdue", 8, 1),
    ],
)
def test_action_on_a_day(as_of: date, closed: str, state: str, age: int, overdue: int) -> None:
    found = action(as_of, closed)

    assert (found.state.value, found.age, found.overdue) == (state, age, overdue)


def test_action_raised_later_is_not_in_the_register_yet() -> None:
    assert measure_actions(read_small({"records/corrective-action/2026/ca-0001.yaml": BASE}), date(2026, 5, 31)) == ()
