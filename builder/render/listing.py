"""A list of rows of words and of ids to be linked, before it becomes a table of the site or of the pack."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ref:
    """An id that leads to its record, document or person where the reader may go there."""

    id: str


Cell = str | Ref | tuple[str | Ref, ...]


@dataclass(frozen=True)
class Listing:
    """One list.

    Attributes:
        key: Its anchor.
        title: In few words.
        note: What it means, and what it doesn't.
        head: Titles of the columns.
        rows: May be empty.
        numbers: Columns set to the right.
        wide: Columns of sentences.
    """

    key: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...] = ()
    wide: tuple[int, ...] = ()
