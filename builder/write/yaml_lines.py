"""Which lines around a field are its own: the comments above it, behind it, and those that go on below it."""

from __future__ import annotations

import re

from builder.write.yaml_tree import Entry, Piece

_NOTHING = re.compile(r"[ \t]*(#[^\n]*)?(\n|\Z)")
"""A line that is empty or only a comment."""


def column_of(text: str, at: int) -> int:
    """How many characters stand before this one on its line."""
    return at - (text.rfind("\n", 0, at) + 1)


def line_end(text: str, at: int) -> int:
    """Where the line ends; the position of its line break, or the end of the text."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def next_line(text: str, at: int) -> int:
    """Where the next line begins; the end of the text where there is none."""
    return min(line_end(text, at) + 1, len(text))


def end_of_entry(text: str, entry: Entry) -> int:
    """Where the lines of an entry end: the beginning of the line behind it and its own comments.

    A comment below a field belongs to it where it is indented deeper than the field, or where it begins with `#` and two spaces,
    as a field that was written as an example does.
    """
    column = column_of(text, entry.start)
    at = next_line(text, max(entry.value.end, entry.after_sign))
    while at < len(text):
        found = _NOTHING.match(text, at)
        if found is None or found[1] is None:
            break
        indent = found.start(1) - at
        is_example = indent == column and found[1].startswith("#  ")
        if indent <= column and not is_example:
            break
        at = found.end()
    return at


def start_of_entry(text: str, piece: Piece, index: int) -> int:
    """Where the lines of an entry begin: with the comments and empty lines above it that aren't those of the entry before it.

    What stands above the first entry isn't its own: it speaks of the whole.
    """
    if index == 0:
        return piece.entries[0].start
    return end_of_entry(text, piece.entries[index - 1])


def has_comment(text: str) -> bool:
    """Whether there may be a comment in a stretch of text."""
    return "#" in text
