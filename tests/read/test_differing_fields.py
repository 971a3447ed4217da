"""Names of the fields in which two revisions differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.read.differing_fields import MOST_NAMED, TEXT, list_differing_fields

RECORD = "records/inspection/2026/insp-0001.yaml"
POLICY = "policies/policy.md"


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ("a: 1\nb: 2\n", "a: 1\nb: 3\n", ("b",)),
        ("a: 1\n", "a: 1\nb: 2\n", ("b",)),
        ("a: 1\nb:\n", "a: 1\n", ("b",)),
        ("a: [{x: 1}]\nc: 1\n", "a: [{x: 2}]\nc: 2\n", ("a", "c")),
        ("a: 1\nb: 2\n", "b: 2\na: 1  # the same\n", ()),
        ("a: 1\n", "[1]\n", ()),
        ("a: 1\n", "a: [\n", ()),
    ],
    ids=["value", "added", "taken away", "inside", "only form", "no record", "broken"],
)
def test_a_records_fields_are_named_where_they_differ(before: str, after: str, names: tuple[str, ...]) -> None:
    assert list_differing_fields(before.encode(), after.encode(), RECORD) == names


def test_a_documents_text_is_named_last() -> None:
    before = "---\nversion: 1\nzone: x\n---\nStop.\n"
    after = "---\nversion: 2\nzone: y\n---\nGo.\n"

    assert list_differing_fields(before.encode(), after.encode(), POLICY) == ("version", "zone", TEXT)


def test_markdown_without_front_matter_has_no_fields() -> None:
    assert list_differing_fields(b"Stop.\n", b"Go.\n", POLICY) == ()


def test_when_nearly_everything_differs_nothing_is_named() -> None:
    before = "".join(f"f{number}: 1\n" for number in range(MOST_NAMED + 1))

    assert list_differing_fields(before.encode(), before.replace("1\n", "2\n").encode(), RECORD) == ()


@given(st.binary(max_size=60), st.binary(max_size=60), st.sampled_from([RECORD, POLICY]))
def test_any_bytes_are_compared_without_trouble_and_both_ways_alike(before: bytes, after: bytes, path: str) -> None:
    found = list_differing_fields(before, after, path)

    assert found == list_differing_fields(after, before, path)
    assert list_differing_fields(before, before, path) == ()
    assert all(name.isprintable() for name in found)
