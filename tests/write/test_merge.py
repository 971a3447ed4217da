"""The same file saved by two people: one file with both changes, comments included, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.read.yaml_text import read_yaml
from builder.render.forms.yaml_form import write_yaml
from builder.write.merge import merge_file

RECORD = """\
# Inspection. Filled in on paper.
id: insp-0001
date: 2026-01-05
site: shop
items_ok: 3   # counted twice
people:
- person: P-001
  role: lead
notes: |
  Swept.

  Tidy.
"""

POLICY = """\
---
id: SWP-07
title: Grinding   # as on the door
version: 1
---

# Grinding

Wear a face shield.

Keep the guard on.
"""

fields = st.fixed_dictionaries(
    {"id": st.just("insp-0001"), "date": st.sampled_from(["2026-01-05", "2026-01-06"])},
    optional={
        "items_ok": st.integers(0, 3),
        "notes": st.sampled_from(["Swept.", "007", "yes", "two\nlines\n", "a: b # c"]),
        "people": st.lists(
            st.fixed_dictionaries(
                {"person": st.sampled_from(["P-001", "P-002", "P-003"]), "role": st.sampled_from(["lead", "guide"])}
            ),
            max_size=3,
            unique_by=lambda each: each["person"],
        ),
    },
)


def data(text: str) -> Any:
    document = read_yaml(text, "x.yaml")
    assert document.value is not None
    return document.value


@settings(max_examples=60)
@given(fields, fields, fields)
def test_the_merged_file_can_be_read_and_both_orders_agree(base: Any, ours: Any, theirs: Any) -> None:
    texts = [write_yaml(each) for each in (base, ours, theirs)]
    found, swapped = merge_file("a.yaml", *texts), merge_file("a.yaml", texts[0], texts[2], texts[1])
    assert bool(found.clashes) == bool(swapped.clashes)
    assert found.clashes or data(found.text) == data(swapped.text)
    if found.clashes:
        assert data(found.with_ours) == data(swapped.text)


def test_comments_of_both_stay() -> None:
    ours = RECORD.replace("items_ok: 3   # counted twice", "items_ok: 4   # counted three times")
    theirs = RECORD.replace("site: shop", "site: yard   # moved on the 4th") + "area: Gate\n"
    merged = merge_file("records/inspection/2026/insp-0001.yaml", RECORD, ours, theirs)
    assert merged.text == ours.replace("site: shop", "site: yard   # moved on the 4th") + "area: Gate\n"
    assert (merged.with_ours, merged.clashes, merged.kept) == ("", (), ())


def test_lines_side_by_side_are_different_fields() -> None:
    ours, theirs = RECORD.replace("site: shop", "site: yard"), RECORD.replace("items_ok: 3", "items_ok: 9")
    merged = merge_file("a.yaml", RECORD, ours, theirs)
    assert data(merged.text) == data(RECORD) | {"site": "yard", "items_ok": 9}
    assert "# Inspection. Filled in on paper." in merged.text
    assert "# counted twice" in merged.text


def test_both_add_a_person_at_the_end() -> None:
    ours, theirs = (RECORD.replace("notes:", f"- person: {id}\n  role: guide\nnotes:") for id in ("P-002", "P-003"))
    merged = merge_file("a.yaml", RECORD, ours, theirs)
    assert [each["person"] for each in data(merged.text)["people"]] == ["P-001", "P-002", "P-003"]


def test_the_same_field_stays_theirs_and_ours_is_kept_beside_it_with_all_that_is_theirs() -> None:
    ours = RECORD.replace("items_ok: 3", "items_ok: 4").replace("shop", "yard")
    theirs = RECORD.replace("items_ok: 3", "items_ok: 5") + "area: Gate\n"
    merged = merge_file("a.yaml", RECORD, ours, theirs)
    assert data(merged.text) == data(RECORD) | {"items_ok": 5, "site": "yard", "area": "Gate"}
    assert data(merged.with_ours) == data(RECORD) | {"items_ok": 4, "site": "yard", "area": "Gate"}
    assert merged.clashes == ("the field items_ok",)


def test_a_comment_that_finds_no_place_is_kept_beside_the_file() -> None:
    ours = RECORD.replace("site: shop", "# ask Carl about the site\nsite: yard")
    theirs = RECORD.replace("site: shop", "# the big one\nsite: hall")
    merged = merge_file("a.yaml", RECORD, ours, theirs)
    assert "# the big one" in merged.text
    assert "# ask Carl about the site" in merged.with_ours


def test_a_document_is_put_together_head_and_body_apart() -> None:
    ours = POLICY.replace("Grinding   #", "Angle grinding   #").replace(
        "Wear a face shield.", "Wear a face shield and gloves."
    )
    theirs = POLICY.replace("version: 1", "version: 2").replace(
        "Keep the guard on.", "Keep the guard on.\n\nUnplug it first."
    )
    merged = merge_file("policies/grinding.md", POLICY, ours, theirs)
    assert merged.text == ours.replace("version: 1", "version: 2").replace("guard on.", "guard on.\n\nUnplug it first.")
    assert not merged.clashes


def test_the_same_paragraph_of_a_document_is_named_by_its_first_words() -> None:
    ours, theirs = POLICY.replace("a face shield", "goggles"), POLICY.replace("a face shield", "a visor")
    merged = merge_file("policies/grinding.md", POLICY, ours, theirs)
    assert (merged.text, merged.with_ours) == (theirs, ours)
    assert merged.clashes == ("the paragraph “Wear goggles.”",)


@pytest.mark.parametrize("broken", ["id: [", "a: 1\na: 2\n", "\t- x: y:", ""])
def test_what_cannot_be_read_is_not_guessed_at(broken: str) -> None:
    theirs = RECORD.replace("3", "4")
    merged = merge_file("a.yaml", RECORD, broken + "# ours\n", theirs)
    assert merged.text == theirs
    assert merged.with_ours == broken + "# ours\n"
