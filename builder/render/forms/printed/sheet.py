"""A printed form before it is laid out: what stands on it, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model.form_code import FormCode

Shape = Literal["line", "lines", "day", "time", "ticks", "known"]
"""How a box is filled in: one line, several, a day in three parts, a time in two, ticks; or not at all, because it is known."""

COLUMNS = 12
"""A row of boxes is this wide."""


@dataclass(frozen=True)
class Box:
    """One thing to fill in.

    Attributes:
        label: What is asked for.
        hint: A few words more, in small print.
        shape: See `Shape`.
        width: In columns, 1 to `COLUMNS`.
        lines: How many lines there are to write on.
        ticks: What can be ticked.
        more: Whether something else may be written behind the ticks.
        value: What is known already.
    """

    label: str
    hint: str = ""
    shape: Shape = "line"
    width: int = COLUMNS
    lines: int = 1
    ticks: tuple[str, ...] = ()
    more: bool = False
    value: str = ""


@dataclass(frozen=True)
class Row:
    """Boxes side by side; their widths add up to `COLUMNS`."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table with empty rows.

    Attributes:
        label: Its head.
        hint: A few words more below it.
        width: In per cent of the table.
        ticks: What can be ticked in each row; empty where something is written.
    """

    label: str
    hint: str
    width: int
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Empty rows for what there may be several of."""

    title: str
    hint: str
    columns: tuple[Column, ...]
    rows: int


@dataclass(frozen=True)
class Group:
    """Items of a checklist under a heading, which may be empty."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """What is gone through line by line.

    Attributes:
        title: Over it.
        source: Id and version of the document whose text it is.
        answers: One of which is ticked for each item.
        groups: The items.
    """

    title: str
    source: str
    answers: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Names:
    """Rows in which people write their names and sign, two beside each other.

    Attributes:
        title: As what they sign.
        known: Names that are printed already.
        rows: How many there are, the known ones included.
    """

    title: str
    known: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Signers:
    """One line each for those who sign as something: name in print, signature."""

    titles: tuple[tuple[str, str], ...]
    """What they sign as, and a few words more."""


@dataclass(frozen=True)
class ForTheOffice:
    """What is filled in where the form is filed."""

    labels: tuple[str, ...]


Block = Row | Table | Checklist | Names | Signers | ForTheOffice


@dataclass(frozen=True)
class Sheet:
    """One form.

    Attributes:
        company: Whose it is.
        title: What it is called.
        help: When it is made.
        asked_for: Which documents ask for it, in words.
        code: What stands in its QR code.
        form_id: Short name in letters, `Form INSP`.
        blocks: From top to bottom.
    """

    company: str
    title: str
    help: str
    asked_for: str
    code: FormCode
    form_id: str
    blocks: tuple[Block, ...]
