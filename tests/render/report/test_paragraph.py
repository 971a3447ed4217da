"""Text that keeps to the width of a terminal and doesn't steer it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.render.report.paragraph import NO_BREAK, WIDTH, harmless, wrapped


def test_lines_are_indented_and_end_before_the_edge() -> None:
    found = wrapped("word " * 60, "    ", first="Label: ")

    assert found[0].startswith("Label: word")
    assert all(line.startswith("    word") for line in found[1:])
    assert max(map(len, found)) <= WIDTH


def test_two_words_that_belong_together_stay_on_one_line() -> None:
    found = wrapped(f"{'x' * 93} commit{NO_BREAK}1a2b3c")

    assert found == ["x" * 93, "commit 1a2b3c"]


def test_nothing_in_a_name_steers_the_terminal() -> None:
    assert wrapped("entered by \x1b[31mMallory\x07\u202e") == ["entered by \ufffd[31mMallory\ufffd\ufffd"]
    assert harmless("a\r\nb") == "a\ufffd\ufffdb"


@given(st.text(max_size=300))
def test_any_text_can_be_shown(text: str) -> None:
    lines = wrapped(text, "  ")

    assert lines
    assert all(sign.isprintable() for line in lines for sign in line)
