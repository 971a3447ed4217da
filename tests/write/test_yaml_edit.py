"""Values put into a text that a person wrote: the data is what was asked for, and what stays is as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.read.yaml_text import read_yaml
from builder.render.forms.yaml_form import write_yaml
from builder.write.plain_data import is_same, plain_data
from builder.write.yaml_edit import Delete, Put, Rename, edit_yaml, replace_values

PERSON = """\
# Carl Dunn. He is on leave in March.
id: P-002
name: Carl Dunn           # as on his ticket

# the shop's line, not his own
work_phone: "0403555"     # keep the zero
email:                    # none yet
employment:
- from: 2024-04-01   # first day
  position: foreman
  level: supervisor
  site: 'yard'
roles:
  - {role: first-aider, site: yard, from: 2024-05-01}   # until he says no
  - {role: "emergency-contact", from: 2024-05-01}
  # more to come
#  - {role: committee-worker, from: 2026-01-01}
notes: |   # of his own
  Calls before seven.

  Not after nine.

summary: >-
  Leads the crew
  in the yard.
"""


def data(text: str) -> Any:
    return read_yaml(text, "?").value


def with_change(change: Callable[[dict[str, Any]], object]) -> str:
    value = data(PERSON)
    change(value)
    result = replace_values(PERSON, value)
    assert is_same(data(result), value)
    return result


def test_a_new_value_leaves_every_other_line_alone_and_keeps_its_quotes_and_comment() -> None:
    assert with_change(lambda value: value.update(work_phone="0403777")) == PERSON.replace("0403555", "0403777")


def test_an_empty_field_is_filled_in_before_its_comment_which_stays_in_its_column() -> None:
    assert with_change(lambda value: value.update(email="carl@example.org")) == PERSON.replace(
        "email:                    # none yet", "email: carl@example.org   # none yet"
    )


def test_a_text_of_several_lines_stays_one() -> None:
    result = with_change(lambda value: value.update(notes="Calls at six.\nNever later.\n"))
    assert "notes: |   # of his own\n  Calls at six.\n  Never later.\n" in result


def test_a_folded_text_stays_folded() -> None:
    assert "summary: >-\n  Runs the yard.\n" in with_change(lambda value: value.update(summary="Runs the yard."))


def test_an_item_is_changed_within_its_braces() -> None:
    result = with_change(lambda value: value["roles"][0].update(site="shop"))
    assert result == PERSON.replace("first-aider, site: yard", "first-aider, site: shop")


def test_an_item_is_added_below_the_last_one_as_the_others_are_written() -> None:
    result = with_change(lambda value: value["roles"].append({"role": "trainer", "from": "2026-01-01"}))
    assert '  - {role: "emergency-contact", from: 2024-05-01}\n  - {role: trainer, from: 2026-01-01}\n' in result


def test_an_item_goes_with_its_comment_and_no_other() -> None:
    result = with_change(lambda value: value["roles"].pop(0))
    assert result == PERSON.replace("  - {role: first-aider, site: yard, from: 2024-05-01}   # until he says no\n", "")


def test_the_first_field_of_an_item_with_a_dash_goes() -> None:
    result = with_change(lambda value: value["employment"][0].pop("from"))
    assert "employment:\n- position: foreman\n  level: supervisor\n" in result


def test_a_new_field_stands_behind_the_one_it_follows_and_a_day_has_no_quotes() -> None:
    def insert(value: dict[str, Any]) -> None:
        rest = {name: value.pop(name) for name in list(value) if name not in ("id", "name")}
        value.update({"hired": "2024-04-01", **rest})

    assert "as on his ticket\nhired: 2024-04-01\n\n# the shop's line" in with_change(insert)


def test_a_field_goes_with_the_comment_above_it() -> None:
    result = with_change(lambda value: value.pop("work_phone"))
    assert "name: Carl Dunn           # as on his ticket\nemail:" in result


def test_nothing_changed_is_the_same_text() -> None:
    assert replace_values(PERSON, data(PERSON)) == PERSON


def test_edits_are_made_one_after_the_other() -> None:
    edits = [
        Rename(("work_phone",), "phone"),
        Put(("phone",), "911"),
        Put(("roles", 2), {"role": "trainer", "from": date(2026, 1, 1)}),
        Delete(("employment",)),
        Put(("away", "first", "day"), True),
    ]
    value = data(edit_yaml(PERSON, edits))
    assert list(value) == ["id", "name", "phone", "email", "roles", "notes", "summary", "away"]
    assert value["roles"][2] == {"role": "trainer", "from": "2026-01-01"}
    assert value["away"] == {"first": {"day": True}}


def test_a_text_is_put_in_quotes_though_it_stays_the_same() -> None:
    assert edit_yaml("a: 007   # zeros\nb: [no, x]\n", [Put(("a",), "007"), Put(("b", 0), "no")]) == (
        'a: "007"   # zeros\nb: ["no", x]\n'
    )


@pytest.mark.parametrize(
    ("text", "edit", "said"),
    [
        ("a: 1\n", Put(("b", 1), 1), "Nothing stands"),
        ("a: 1\n", Delete(("b",)), "Nothing stands"),
        ("a: 1\nb: 2\n", Rename(("a",), "b"), "already"),
        ("a: [1\n", Put(("a",), 2), "can't be read"),
        ("a: &x [1]\nb: *x\n", Rename(("b", 0), "c"), "no name"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_lost(text: str, edit: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        edit_yaml(text, [edit])


@pytest.mark.parametrize(
    "text",
    [
        "? a\n: 1\n# why\nb: 2\n",
        "a: &x {q: 1}   # why\nb: *x\n",
        "a: [b: 1]   # why\n",
        "{a: 1, b}   # why\n",
        "%YAML 1.1\n---\na: !!str 1   # why\n",
    ],
)
def test_unusual_yaml_loses_no_comment(text: str) -> None:
    value = {"a": ["b"], "c": {"d": "2026-01-01"}}
    result = replace_values(text, value)
    assert data(result) == value
    assert "# why" in result


TEXTS = st.one_of(
    st.sampled_from(
        [
            "007",
            "yes",
            "2026-01-02",
            "a: b",
            "# no",
            "x # y",
            "- z",
            "l1\nl2\n",
            "l1\n\nl2",
            "",
            "  lead",
            "1.10",
            "7:30",
            "word " * 40,
            "it's",
            '"q"',
            "end\n\n",
            "\n",
            "a,b",
            "[x]",
            "{y}",
            "---",
            "|",
            "&a",
            "*b",
            "!t",
            "\x85",
            "\ufeff",
        ]
    ),
    st.text(max_size=12),
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), TEXTS)
NAMES = st.sampled_from(["id", "a", "b", "c", "yes", "12", "x y", "# k", "k: v", ""])
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=10,
)
DOCUMENTS = st.dictionaries(NAMES, VALUES, max_size=5)


@settings(max_examples=80)
@given(DOCUMENTS, DOCUMENTS)
def test_whatever_stood_there_the_data_is_what_was_asked_for(before: dict[str, Any], after: dict[str, Any]) -> None:
    text = write_yaml(before)
    if data(text) is None:
        return
    try:
        result = replace_values(text, after)
    except ValueError:
        assert any("\ud800" <= letter <= "\udfff" for letter in repr(after))
        return
    assert is_same(data(result), plain_data(after))
    assert replace_values(result, after) == result


@settings(max_examples=60)
@given(st.sampled_from(sorted(data(PERSON))), VALUES)
def test_a_change_of_one_field_touches_no_line_of_another(name: str, new: Any) -> None:
    value = data(PERSON)
    value[name] = new
    try:
        result = replace_values(PERSON, value)
    except ValueError:
        return
    for other in (each for each in data(PERSON) if each != name):
        assert f"\n{other}:" in f"\n{result}"
        assert is_same(data(result)[other], data(PERSON)[other])
    assert result.startswith("# Carl Dunn. He is on leave in March.\n")


def test_data_that_yaml_of_the_program_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        replace_values("", {"a": b"x"})
    assert replace_values("", {"a": 7.5, "b": (1, 2.0)}) == 'a: "7.5"\nb: [1, 2]\n'
