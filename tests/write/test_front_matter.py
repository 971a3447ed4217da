"""The head of a document is changed; its body isn't, to the last byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.read.front_matter import split_front_matter
from builder.read.yaml_text import read_yaml
from builder.write.front_matter import edit_front_matter, replace_front_matter, split_head
from builder.write.yaml_edit import Put

BODY = "\n## Purpose  \n\n!!! warning\n    Tabs\tand spaces  \n\n| a | b |\n|--|--|\n- [ ] task\n\n---\n\nEnd without a line break"
TEXT = f"---\nid: SWP-03   # ours\ntitle: Lifts\nversion: 4\n---\n{BODY}"


def read_front_matter(text: str) -> Any:
    parts = split_front_matter(text)
    return None if parts is None else read_yaml(parts.head, "?").value


def test_only_the_value_changes() -> None:
    assert edit_front_matter(TEXT, [Put(("title",), "Aerial lifts")]) == TEXT.replace("Lifts", "Aerial lifts")


def test_a_file_from_windows_stays_one_and_its_body_is_untouched() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert edit_front_matter(text, [Put(("version",), 5)]) == text.replace("version: 4", "version: 5")


def test_the_whole_head_and_the_body_can_be_given() -> None:
    result = replace_front_matter(TEXT, {"id": "SWP-03", "title": "Lifts", "version": 5}, "\nNew.\n")
    assert result == "---\nid: SWP-03   # ours\ntitle: Lifts\nversion: 5\n---\n\nNew.\n"
    assert read_front_matter(result) == {"id": "SWP-03", "title": "Lifts", "version": 5}


def test_a_file_without_front_matter_gets_one() -> None:
    assert replace_front_matter("Hello.\n", {"title": "Hi"}) == "---\ntitle: Hi\n---\nHello.\n"
    assert read_front_matter("Hello.\n") is None
    with pytest.raises(ValueError, match="no front matter"):
        edit_front_matter("Hello.\n", [Put(("title",), "x")])


def test_a_line_that_would_end_the_head_is_refused_or_written_otherwise() -> None:
    text = "---\nkeywords: |\n  a\n---\nBody.\n"
    result = replace_front_matter(text, {"keywords": "a\n---\nb\n"})
    assert read_front_matter(result) == {"keywords": "a\n---\nb\n"}
    assert result.endswith("---\nBody.\n")


LINES = st.lists(
    st.sampled_from(["---", "--- ", "", "a: 1", "# --", "\x0c", "|", "é", "\tx"]) | st.text(max_size=8), max_size=8
)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_whatever_a_file_holds_its_parts_are_the_file_again_and_its_body_stays(lines: list[str], end: str) -> None:
    text = end.join(lines)
    parts = split_head(text)
    assert (parts is None) == (split_front_matter(text) is None)
    assert parts is None or parts.with_head(parts.head) == text
    whole = f"---{end}title: Lifts{end}---{end}{text}"
    changed = edit_front_matter(whole, [Put(("title",), "Hoists")])
    assert changed == whole.replace("Lifts", "Hoists", 1)
