"""Deficiencies that come back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.follow_up.deficiency import measure_deficiencies
from builder.measure.follow_up.recurrence import ALIKE, Recurrence, find_recurrences, measure_likeness
from tests.measure.small import inspection, read_small

WORDS = st.lists(
    st.sampled_from(["cord", "cords", "walkway", "the", "guard", "Grinder", "2", "missing", "door", "across"]),
    max_size=8,
).map(" ".join)


@given(WORDS | st.text(max_size=30), WORDS | st.text(max_size=30))
def test_likeness_is_the_same_in_both_directions_and_between_nothing_and_all(one: str, other: str) -> None:
    likeness = measure_likeness(one, other)

    assert likeness == measure_likeness(other, one)
    assert likeness == measure_likeness(one, other)
    assert 0.0 <= likeness <= 1.0


@given(WORDS)
def test_a_text_is_wholly_like_itself_unless_it_says_nothing(text: str) -> None:
    assert measure_likeness(text, text) == (1.0 if set(text.split()) - {"the"} else 0.0)


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("Extension cord across the walkway", "Cord across walkway", True),
        ("Extension cord without ground pin", "Cord across walkway", False),
        ("Guards missing on the grinders", "Guard missing on grinder", True),
        ("Fire door wedged open", "Fire extinguisher behind pallets", False),
    ],
)
def test_alike_is_what_a_coordinator_would_call_the_same(one: str, other: str, is_alike: bool) -> None:
    assert (measure_likeness(one, other) >= ALIKE) is is_alike


def returned(
    again_on: str,
    text: str = "Cord across the walkway by door 2",
    *,
    site: str = "yard",
    closed: str = "2026-02-10",
    as_of: date = date(2026, 12, 31),
    more: str = "",
) -> tuple[Recurrence, ...]:
    first = "Extension cord across the walkway at door 2"
    files: dict[str, str | None] = {
        "records/inspection/2026/insp-0101.yaml": inspection("insp-0101", "2026-02-01", site)
        + f"deficiencies: [{{item: {first}, action: ca-0001}}]\n"
        + more,
        "records/inspection/2026/insp-0102.yaml": inspection("insp-0102", again_on)
        + f"deficiencies: [{{item: {text}}}]\n"
        + more,
        "records/corrective-action/2026/ca-0001.yaml": "id: ca-0001\ndate: 2026-02-01\nrecorded_by: P-002\nsource: insp-0101\n"
        f"description: Take it away\npriority: B\nowner: P-002\ndue: 2026-02-08\nclosed_on: {closed}\nverified_by: P-001\n",
    }
    return find_recurrences(measure_deficiencies(read_small(files), as_of))


def test_the_same_at_the_same_site_puts_the_earlier_action_in_question() -> None:
    (found,) = returned("2026-04-01")

    assert (found.again.source.value.id, found.before.source.value.id) == ("insp-0102", "insp-0101")


@pytest.mark.parametrize(
    ("again_on", "count"),
    [
        # Found while the first was still open: seen twice, not come back.
        ("2026-02-10", 0),
        ("2026-02-11", 1),
        ("2026-08-10", 1),
        ("2026-08-11", 0),
    ],
)
def test_it_counts_from_the_day_after_closing_for_six_months(again_on: str, count: int) -> None:
    assert len(returned(again_on)) == count


def test_another_thing_or_another_site_is_no_return() -> None:
    assert returned("2026-04-01", "Guard of grinder 2 cracked") == ()
    assert returned("2026-04-01", site="mill") == ()


def test_what_was_closed_after_the_as_of_day_has_not_come_back_yet() -> None:
    assert returned("2026-04-01", as_of=date(2026, 2, 9)) == ()


def test_on_one_piece_of_equipment_fewer_words_are_enough() -> None:
    text = "Cord worn at the plug"

    assert returned("2026-04-01", text) == ()
    assert len(returned("2026-04-01", "Cord across step worn", more="asset: A-001\n")) == 1


def test_the_order_of_the_list_makes_no_difference() -> None:
    files: dict[str, str | None] = {
        f"records/hazard-report/2026/hzr-000{number}.yaml": f"id: hzr-000{number}\ndate: 2026-0{number}-01\nsite: yard\nrecorded_by: P-002\n"
        f"hazard: Cord across the walkway\nresponse: Moved\nclosed_on: 2026-0{number}-02\n"
        for number in (1, 2, 3)
    }
    found = measure_deficiencies(read_small(files), date(2026, 6, 30))

    assert find_recurrences(found) == find_recurrences(tuple(reversed(found)))
    # Each is held against the one closed last before it.
    assert [(each.again.source.value.id, each.before.source.value.id) for each in find_recurrences(found)] == [
        ("hzr-0002", "hzr-0001"),
        ("hzr-0003", "hzr-0002"),
    ]
