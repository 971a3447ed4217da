"""A document's head and body, with the lines on which they begin."""

from __future__ import annotations

import pytest

from builder.read.front_matter import split_front_matter


def test_head_and_body_know_their_first_lines() -> None:
    found = split_front_matter("---\nid: POL-01\ntitle: Policy\n---\n\n## Purpose\n")
    assert found is not None
    assert (found.head, found.head_line) == ("id: POL-01\ntitle: Policy\n", 2)
    assert (found.body, found.body_line) == ("\n## Purpose\n", 5)


def test_a_line_across_the_body_is_no_second_head() -> None:
    found = split_front_matter("---\nid: POL-01\n---\nOne\n\n---\n\nTwo")
    assert found is not None
    assert found.body == "One\n\n---\n\nTwo"


def test_spaces_behind_the_dashes_do_no_harm() -> None:
    found = split_front_matter("--- \nid: POL-01\n---\t\nBody")
    assert found is not None
    assert (found.head, found.body) == ("id: POL-01\n", "Body")


def test_a_head_without_a_body_and_a_body_without_fields_are_taken_apart_too() -> None:
    only_head = split_front_matter("---\nid: POL-01\n---")
    no_fields = split_front_matter("---\n---\nBody\n")
    assert only_head is not None
    assert (only_head.body, only_head.body_line) == ("", 4)
    assert no_fields is not None
    assert (no_fields.head, no_fields.body, no_fields.body_line) == ("", "Body\n", 3)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# Title\n", "---\nid: POL-01\n", "id: POL-01\n---\n", " ---\nid: a\n---\n", "----\na: b\n----\n"],
)
def test_a_file_that_does_not_begin_with_a_closed_head_has_none(text: str) -> None:
    assert split_front_matter(text) is None


def test_marks_that_only_some_programs_take_for_line_ends_count_as_no_line() -> None:
    found = split_front_matter("---\ntitle: a\u2028b\x0cc\x85d\n---\nBody\n")
    assert found is not None
    assert (found.body, found.body_line) == ("Body\n", 4)
