"""The row above the entries: found below titles and logos, with one heading for each column and no two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.bring_in.days import is_day
from builder.bring_in.names import plain
from builder.bring_in.tables.table import Row, Table, Unreadable, show

MOST_ABOVE = 30
"""Rows with something in them among which the headings are looked for."""

_PARTS = (
    "issued",
    "date",
    "completed",
    "taken",
    "expires",
    "expiry",
    "expiry date",
    "exp",
    "valid until",
    "issue date",
    "date issued",
)


def headings_of(table: Table, index: int) -> tuple[str, ...]:
    """The headings in a row: one for each column that has one or has something below it.

    Where headings such as "Expires" stand again and again below wider ones, both are taken: "First aid / Expires".
    """
    row = table.rows[index]
    width = max(len(each.cells) for each in table.rows[index : index + 200])
    own = [_text(row, column) for column in range(width)]
    again = Counter(plain(text) for text in own)
    above = table.rows[index - 1] if index else None
    found: list[str] = []
    for column, text in enumerate(own):
        wide = _text(above, column) if above is not None else ""
        if wide and wide != text and again[plain(text)] > 1 and plain(text) in _PARTS:
            text = f"{wide} / {text}"
        found.append(text or _letters(column))
    return _different(found)


def looks_like_headings(row: Row) -> bool:
    """Whether a row may hold headings: at least two different texts, and hardly a number among them."""
    texts = {
        value
        for value in row.cells
        if isinstance(value, str) and any(letter.isalpha() for letter in value) and not is_day(value)
    }
    numbers = sum(isinstance(value, int | float | Unreadable) for value in row.cells)
    return len(texts) >= 2 and numbers <= len(texts) + 31


def _text(row: Row, column: int) -> str:
    return " ".join(show(row.cell(column)).split())


def _letters(column: int) -> str:
    """What the spreadsheet calls a column without a heading: "Column D"."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return f"Column {name}"


def _different(texts: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        seen[text] += 1
        found.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return tuple(found)
