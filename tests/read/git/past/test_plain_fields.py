"""Reading fields a piece at a time gives what the parser gives for the whole text, or no answer."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.read.git.past.content import ContentKind, read_content, walk_fields
from builder.read.git.past.plain_fields import read_plain_fields

LINES = (
    *(
        "id: insp-0003",
        "id: insp-0004",
        "date: 2026-06-10",
        "b: words, and more (2) of them",
        "b: x -",
        "b:",
        "b: ",
        "b: a: c",
    ),
    *("c: 'it''s", "c: it's'", 'c: "a', 'd: b"', "e: [a,", "f: b]", "f: {x: y}", "g: {", "}", "]", '"', "'", " b: x]"),
    *("- a", "-", "- - a", "  - a", "  more", "   ", " x: y", "   x: 'z", "--- ", "---", "--- a", "...", "%YAML 1.1"),
    *(
        "h: |",
        "h: >+",
        "h: |2",
        "i: &a x",
        "i: *a",
        "i: !t",
        "i: !!str x",
        "i: !u!x y",
        "? b",
        ": c",
        "*a : x",
        "<<: *a",
    ),
    *(
        "# words",
        "#",
        " # words",
        "# caf\xe9",
        "# \x07",
        "b: x # words",
        "b: x#y",
        "b: \xe9",
        "\tb: x",
        "b:\tx",
        "b: x\t",
    ),
    *("signatures:", "signatures: [{date: 2026-06-11}, {date: 2026-06-12}]", "  - {person: P-1, date: 2026-06-13}"),
    *(
        "signatures: none",
        "b: x\x85c: y",
        "b: x\u2028...",
        "b: \ufeffx",
        "\ufeffid: x",
        "b: \x07",
        "B: x",
        "b c: x",
        "1: x",
        "",
    ),
)


def walk_or_none(text: str) -> dict[str, Any] | None:
    try:
        return walk_fields(text)
    except (yaml.YAMLError, ValueError):
        return None


def plain_or_none(text: str) -> dict[str, Any] | None:
    try:
        return read_plain_fields(text, walk_fields)
    except (yaml.YAMLError, ValueError):
        return None


def agree(text: str) -> None:
    plain = plain_or_none(text)
    assert plain is None or plain == walk_or_none(text)


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(LINES), max_size=7))
def test_lines_in_any_order_say_what_the_parser_reads(lines: list[str]) -> None:
    agree("\n".join(lines))


@given(st.text(st.sampled_from("ab:-'\"[]{}#&*!|>%,? \n\t\x85\u2028\xe9"), max_size=40))
def test_any_text_says_what_the_parser_reads(text: str) -> None:
    agree(text)


WORDS = st.sampled_from(
    ["a", "it's", "a: b", "- a", "x\ny: z", "# a", "", "null", "2026-01-05", "caf\xe9", "a " * 60, "\ta", "'", '"']
)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)


@given(
    st.dictionaries(st.sampled_from(["id", "date", "notes", "people", "signatures", "A b"]), VALUES),
    st.sampled_from([None, True, False]),
    st.integers(20, 90),
)
def test_what_a_program_writes_is_read_as_the_parser_reads_it(
    fields: dict[str, Any], flow: bool | None, width: int
) -> None:
    agree(yaml.safe_dump(fields, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False))


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        pytest.param("id: insp-1\ndate: 2026-01-05\nsite: shop\n", [], id="words"),
        pytest.param("# A walk\nid: insp-1\n\nnotes: |\n  id: x\n", ["notes: |\n  id: x\n"], id="a text"),
        pytest.param("notes: |\n  a\nid: insp-1\n", ["notes: |\n  a\n"], id="a text before words"),
        pytest.param("id: insp-1\nkind: 'a'\nsite: shop\n", ["kind: 'a'\n"], id="quotes"),
    ],
)
def test_the_parser_is_given_only_what_is_not_plain(text: str, parsed: list[str]) -> None:
    asked: list[str] = []

    def parse(piece: str) -> dict[str, Any]:
        asked.append(piece)
        return walk_fields(piece)

    assert read_plain_fields(text, parse) == walk_fields(text)
    assert asked == parsed


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'a: "x\nid: insp-2\nb: y"\nid: insp-1\n', id="a field's name within quotes"),
        pytest.param(b"a: [x,\nid: insp-2]\nid: insp-1\n", id="a field's name within brackets"),
        pytest.param(
            b"\xef\xbb\xbfid: insp-1\r\ndate: 2026-01-05\r\n", id="a mark at the beginning, and other line ends"
        ),
        pytest.param(b"site: &a x\nid: insp-1\nid: insp-2\nb: *a\n", id="an anchor, and a field twice"),
    ],
)
def test_the_id_is_the_one_that_the_whole_text_gives(data: bytes) -> None:
    found = read_content(data, ContentKind.RECORD)
    assert found is not None
    assert (found.id, found.problem) == ("insp-1", "")
