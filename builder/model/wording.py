"""Numbers in a sentence."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 record", "2 records"; for nouns whose plural ends in s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
