"""Which records are evidence for a window: events of it, and what was in force on a day of it."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.selection import is_in_window, select_records
from builder.model.snapshot import Window
from builder.record_types import TYPES
from tests.measure.small import read_small

WINDOW = Window(date(2025, 7, 1), date(2026, 6, 30))


def is_selected(name: str, day: str, **fields: object) -> bool:
    model = TYPES[name]
    record = model.model_validate({"id": f"{model.PREFIX}-0001", "date": day, **fields})
    return is_in_window(read_small({}), record, WINDOW)


@pytest.mark.parametrize("name", sorted(name for name, model in TYPES.items() if model.IN_FORCE_UNTIL))
def test_what_stays_in_force_counts_as_long_as_it_is(name: str) -> None:
    model = TYPES[name]
    assert model.IN_FORCE_UNTIL
    info = model.model_fields[model.IN_FORCE_UNTIL]
    until = info.alias or model.IN_FORCE_UNTIL
    assert is_selected(name, "2023-03-04", **{until: "2025-07-01"})
    assert not is_selected(name, "2023-03-04", **{until: "2025-06-30"})
    assert is_selected(name, "2023-03-04"), "an empty field is without end"
    assert not is_selected(name, "2026-07-01", **{until: "2029-07-01"}), "it had not begun"


def test_an_event_counts_on_its_day_only() -> None:
    assert is_selected("inspection", "2025-07-01")
    assert is_selected("inspection", "2026-06-30")
    assert not is_selected("inspection", "2025-06-30")


def test_a_term_of_office_that_began_before_the_window_is_found_for_it() -> None:
    text = """id: hsm-0001
date: 2024-09-03
recorded_by: P-002
person: P-002
seat: member
side: employer
selected_by: Named by the owner
term_ends: 2026-09-02
trained_on: 2024-08-20
posted_at: [yard]
signatures: [{person: P-002, date: 2024-09-03, method: electronic}]
"""
    program = read_small({"records/hsc-membership/2024/hsm-0001.yaml": text})
    assert [stored.value.id for stored in select_records(program, "hsc-membership", None, WINDOW)] == ["hsm-0001"]
