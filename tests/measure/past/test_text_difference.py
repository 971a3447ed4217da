"""What changed between two revisions, in words."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.past.text_difference import SHOWN_LINES, compare_documents, compare_records
from builder.model.difference import PartChange

OLD = """---
id: PRG-07
version: 3
approved_on: 2026-02-01
---

## How often

Once a month, every site.

## Who

The supervisor.
"""


def test_nothing_changed() -> None:
    found = compare_documents(OLD, OLD)

    assert found.is_nothing
    assert (found.added, found.removed, found.parts, found.lines) == (0, 0, (), ())


def test_words_are_counted_under_their_heading() -> None:
    new = OLD.replace("Once a month, every site.", "Once a week, every site and the shop.")

    found = compare_documents(OLD, new)

    assert (found.added, found.removed) == (5, 2)
    assert found.parts == (PartChange("How often", 5, 2),)
    assert found.lines == ("− Once a month, every site.", "+ Once a week, every site and the shop.")


def test_the_control_block_is_told_apart_from_the_text() -> None:
    found = compare_documents(OLD, OLD.replace("version: 3", "version: 4"))

    assert (found.added, found.removed, found.parts) == (0, 0, ())
    assert found.fields == (PartChange("version", 1, 1),)
    assert not found.is_nothing


def test_a_heading_that_came_and_one_that_went_are_named() -> None:
    new = OLD.replace("## Who\n\nThe supervisor.", "## Records\n\nIn git.")

    found = compare_documents(OLD, new)

    assert found.parts == (PartChange("Records", 4, 0, "new"), PartChange("Who", 0, 4, "gone"))


def test_a_paragraph_that_is_only_wrapped_anew_has_not_changed() -> None:
    assert compare_documents(OLD, OLD.replace("a month, every", "a month,\nevery")).is_nothing


def test_a_sharp_sign_in_a_code_block_is_no_heading() -> None:
    old = OLD + "\n```\n# not a heading\nx\n```\n"

    assert [part.name for part in compare_documents(old, old.replace("\nx\n", "\ny\n")).parts] == ["Who"]


def test_a_record_changes_by_its_fields() -> None:
    old = "id: insp-0001\ndate: 2026-06-10\nitems_ok: 20\nsignatures:\n  - {person: P-002}\n"
    new = "id: insp-0001\ndate: 2026-06-12\nsignatures:\n  - {person: P-002}\n  - {person: P-003}\nnotes: Late\n"

    found = compare_records(old, new)

    assert found.parts == (
        PartChange("date", 1, 1),
        PartChange("signatures", 3, 0),
        PartChange("notes", 1, 0, "new"),
        PartChange("items_ok", 0, 1, "gone"),
    )
    assert found.lines[:2] == ("− date: 2026-06-10", "+ date: 2026-06-12")


def test_long_changes_are_cut_and_the_rest_is_counted() -> None:
    new = OLD + "".join(f"\nLine {number}.\n" for number in range(40)) + "\n" + "word " * 300

    found = compare_documents(OLD, new)

    assert len(found.lines) == SHOWN_LINES
    assert found.more_lines == 41 - SHOWN_LINES
    assert all(len(line) < 210 for line in compare_documents(OLD, OLD + "\n" + "word " * 300).lines)


def test_very_long_texts_are_counted_without_their_order() -> None:
    old, new = ("\n".join(f"{sign}{number}" for number in range(3000)) for sign in "ab")

    found = compare_documents(old, new + "\nb1 b1")

    assert (found.added, found.removed) == (3002, 3000)


_WORDS = st.lists(st.sampled_from(["one", "two", "three", "## Four", "five:"]), max_size=30)


@given(_WORDS, _WORDS)
def test_the_words_that_came_less_those_that_went_are_the_difference_in_length(old: list[str], new: list[str]) -> None:
    before, after = "\n\n".join(old), "\n\n".join(new)

    found = compare_documents(before, after)

    assert found.added - found.removed == len(after.split()) - len(before.split())
    assert found.added >= (Counter(after.split()) - Counter(before.split())).total()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    for compare in (compare_documents, compare_records):
        assert compare(old, old).is_nothing
        assert compare(old, new).is_nothing or compare(new, old) != compare(old, old)
