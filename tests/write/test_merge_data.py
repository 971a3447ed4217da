"""Two people's changes to the same fields: both are in afterwards, whoever is asked first, and what can't be in is named."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.write.merge_data import ABSENT, Merge
from builder.write.plain_data import is_same

texts = st.sampled_from(["", "a", "b", "c", "007"])
scalars = texts | st.booleans() | st.none() | st.integers(0, 3)
people = st.lists(
    st.fixed_dictionaries({"person": st.sampled_from(["P-1", "P-2", "P-3", "P-4"])}, optional={"role": texts}),
    max_size=4,
    unique_by=lambda each: each["person"],
)
nameless = st.lists(st.fixed_dictionaries({"reading": st.integers(0, 2)}, optional={"unit": texts}), max_size=4)
fields = st.dictionaries(st.sampled_from(["x", "y", "z"]), scalars, max_size=3)
records = st.fixed_dictionaries(
    {}, optional={"id": texts, "notes": scalars, "tags": st.lists(texts, max_size=4), "people": people, "readings": nameless, "more": fields}
)  # fmt: skip


def merged(base: Any, ours: Any, theirs: Any) -> tuple[Any, Merge]:
    merge = Merge()
    return merge.merge(base, ours, theirs), merge


def leaves(value: Any) -> set[str]:
    """Every text, number and yes/no in it, with the name of the field it stands in."""
    if isinstance(value, dict):
        return {f"{name}:{leaf}" for name, inner in value.items() for leaf in leaves(inner)}
    if isinstance(value, list):
        return {leaf for inner in value for leaf in leaves(inner)}
    return {repr(value)}


@settings(max_examples=40)
@given(records, records)
def test_what_only_one_side_changed_is_taken_as_it_is(base: Any, changed: Any) -> None:
    assert is_same(merged(base, changed, base)[0], changed)
    assert is_same(merged(base, base, changed)[0], changed)
    assert is_same(merged(base, changed, changed)[0], changed)


@settings(max_examples=60)
@given(records, records, records)
def test_both_orders_give_the_same_data_where_nothing_clashes(base: Any, one: Any, other: Any) -> None:
    found, merge = merged(base, one, other)
    swapped, again = merged(base, other, one)
    assert bool(merge.clashes) == bool(again.clashes)
    assert merge.clashes or is_same(found, swapped)


@settings(max_examples=60)
@given(records, records, records)
def test_nothing_that_either_side_wrote_gets_lost_unsaid(base: Any, ours: Any, theirs: Any) -> None:
    found, merge = merged(base, ours, theirs)
    there = leaves(found)
    assert leaves(theirs) - leaves(base) <= there
    assert merge.clashes or leaves(ours) - leaves(base) <= there


def test_fields_and_entries_of_both_are_in() -> None:
    base = {"items_ok": 3, "people": [{"person": "P-1", "role": "lead"}, {"person": "P-2"}]}
    ours = {"items_ok": 4, "people": [{"person": "P-1", "role": "lead"}, {"person": "P-3"}, {"person": "P-2"}]}
    theirs = {"items_ok": 3, "site": "shop", "people": [{"person": "P-1", "role": "guide"}]}
    found, merge = merged(base, ours, theirs)
    assert found == {
        "items_ok": 4,
        "site": "shop",
        "people": [{"person": "P-1", "role": "guide"}, {"person": "P-3"}],
    }
    assert not merge.clashes
    assert not merge.kept


def test_the_same_field_changed_by_both_stays_theirs_and_is_named() -> None:
    found, merge = merged(
        {"a": 1, "p": [{"id": "x", "n": 1}]}, {"a": 2, "p": [{"id": "x", "n": 2}]}, {"a": 3, "p": [{"id": "x", "n": 3}]}
    )
    assert found == {"a": 3, "p": [{"id": "x", "n": 3}]}
    assert merge.clashes == [("a",), ("p", 0, "n")]


def test_what_one_took_out_and_the_other_changed_stays_and_is_said() -> None:
    found, merge = merged({"a": 1, "b": 1}, {"b": 1}, {"a": 2, "b": 1})
    assert found == {"a": 2, "b": 1}
    assert merge.kept == [("a",)]


def test_one_is_not_true_and_text_is_not_a_number() -> None:
    found, merge = merged({"a": 1}, {"a": True}, {"a": "1"})
    assert (found, merge.clashes) == ({"a": "1"}, [("a",)])


def test_two_lists_that_begin_at_once_are_one_list() -> None:
    found, merge = merged(ABSENT, ["gloves"], ["boots"])
    assert sorted(found) == ["boots", "gloves"]
    assert not merge.clashes


def test_a_list_that_one_put_in_order_and_the_other_added_to_keeps_both() -> None:
    found, _ = merged(["a", "b", "c"], ["c", "b", "a"], ["a", "b", "b2", "c"])
    assert found == ["c", "b", "b2", "a"]
