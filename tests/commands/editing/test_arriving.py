"""What a form's writer does to data, and what of it reaches the file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.commands.editing.arriving import is_empty, settle, settle_body

scalars = st.one_of(st.none(), st.booleans(), st.integers(-99, 9999), st.text("abc 019-:", max_size=6))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "name", "path", "a", "b"]), inner, max_size=4),
    ),
    max_leaves=12,
)
fields = st.dictionaries(st.sampled_from(["id", "name", "path", "a", "b"]), values, max_size=5)


def with_empty_fields(value: Any) -> Any:
    """As Decap sends it: what is empty comes as empty text, and fields that nobody wrote come as well."""
    if isinstance(value, dict):
        return {"never-written": "", "nor-this": []} | {
            name: ("" if item is None else with_empty_fields(item)) for name, item in value.items()
        }
    return [with_empty_fields(item) for item in value] if isinstance(value, list) else value


def has_empty_items(value: Any) -> bool:
    if isinstance(value, dict):
        return any(has_empty_items(item) for item in value.values())
    return isinstance(value, list) and any(is_empty(item) or has_empty_items(item) for item in value)


def has_twins(value: Any) -> bool:
    """Whether a list holds entries that can't be told apart by their order alone once one has moved."""
    if isinstance(value, dict):
        return any(has_twins(item) for item in value.values())
    if not isinstance(value, list):
        return False
    names = [
        str(item.get(key)) for item in value if isinstance(item, dict) for key in ("id", "name", "path") if key in item
    ]
    return len(names) != len(set(names)) or any(has_twins(item) for item in value)


@given(fields.filter(lambda value: not has_empty_items(value) and not has_twins(value)))
def test_what_nobody_changed_stays_as_it_was(kept: dict[str, Any]) -> None:
    assert settle(with_empty_fields(kept), kept) == kept
    assert list(settle(with_empty_fields(kept), kept)) == list(kept)


@pytest.mark.parametrize(
    ("arrived", "kept"),
    [
        (123456, "0123456"),
        (7, "007"),
        (False, "no"),
        (True, "yes"),
        ("2026-10-01T00:00:00.000Z", "2026-10-01"),
    ],
)
def test_a_value_that_only_its_writer_changed_stays(arrived: object, kept: str) -> None:
    assert settle({"a": arrived}, {"a": kept}) == {"a": kept}


@pytest.mark.parametrize(
    ("arrived", "kept"),
    [
        (8, "007"),
        ("1.1", "1.10"),
        ("7", "007"),
        (True, "no"),
        ("2026-10-02", "2026-10-01"),
        ("2026-10-02T00:00:00.000Z", "2026-10-01"),
    ],
)
def test_a_value_that_a_person_changed_arrives(arrived: object, kept: str) -> None:
    assert settle({"a": arrived}, {"a": kept}) == {"a": arrived}


def test_a_field_that_was_emptied_stays_as_a_place_to_write() -> None:
    assert settle({"phone": "", "answers": []}, {"phone": "911", "answers": ["ML1"]}) == {"phone": None, "answers": []}


def test_a_field_that_the_form_took_out_is_taken_out() -> None:
    assert settle({"a": 1}, {"a": 1, "b": 2}) == {"a": 1}


def test_blank_lines_at_the_ends_of_a_text_are_nobodys_change() -> None:
    assert settle_body("## One\n\nText", "\n## One\n\nText\n") == "\n## One\n\nText\n"
    assert settle_body("\n\n## One\n\nOther\n\n", "\n## One\n\nText\n") == "\n## One\n\nOther\n"
