"""Numbers in a sentence, and text that holds no surprise for a terminal."""

from __future__ import annotations

import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""General categories of Unicode without anything to see: control, format (directions, zero width), line and paragraph ends."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 record", "2 records"; for nouns whose plural ends in s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def visible(text: str) -> str:
    """The text on one line, with an escape in the place of whatever can't be seen or isn't UTF-8.

    A file's name may hold line breaks and control characters, with which it could write lines of its own into a report.
    """
    if text.isprintable():
        return text
    plain = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(ascii(letter)[1:-1] if unicodedata.category(letter) in UNSEEN else letter for letter in plain)
