"""Text that keeps to the width of a terminal."""

from __future__ import annotations

from textwrap import wrap

WIDTH = 100
"""Columns that a report takes at most, file names and ids excepted."""

NO_BREAK = "\u00a0"
"""A space at which no line ends; it comes out as an ordinary one."""


def harmless(text: str) -> str:
    """The text without what would steer a terminal: a name in a history can hold any sign. Bytes that are no text stay as they are."""
    return "".join(
        sign if sign.isprintable() or sign == NO_BREAK or "\ud800" <= sign <= "\udfff" else "\ufffd" for sign in text
    )


def wrapped(text: str, indent: str = "", *, first: str | None = None) -> list[str]:
    """The lines of a paragraph; words are never cut.

    Args:
        text: The paragraph.
        indent: In front of every line.
        first: In front of the first one instead.
    """
    start = indent if first is None else first
    lines = wrap(
        harmless(text),
        WIDTH,
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(NO_BREAK, " ") for line in lines] or [start.rstrip()]
