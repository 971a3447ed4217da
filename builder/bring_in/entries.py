"""The entries of a sheet: one a row, or one a cell of a wide sheet; and the rows that hold none, each with what they are instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.bring_in.cell_reader import NOTHING
from builder.bring_in.kinds.kind import Kind
from builder.bring_in.mapping import LEFT_OUT
from builder.bring_in.names import plain
from builder.bring_in.proposal import Proposal, added_to, day_columns
from builder.bring_in.tables.table import Row, Value, is_empty, show

Cell = tuple[str, Value]
"""A heading and a value below it."""

_TOTALS = ("total", "totals", "subtotal", "sub total", "grand total", "sum", "average", "count")


@dataclass(frozen=True)
class Entry:
    """What may become a record.

    Attributes:
        row: The row it stands in.
        cells: By field.
    """

    row: Row
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class LeftOut:
    """A row that holds no entry.

    Attributes:
        sheet: Its sheet; empty for a text file.
        row: Its number.
        why: What it is instead.
    """

    sheet: str
    row: int
    why: str


def list_entries(found: Proposal, kind: Kind) -> Iterator[tuple[Row, list[Entry] | LeftOut]]:
    """Every row below the headings, with its entries or why it has none."""
    base = {
        name: column
        for column, heading in enumerate(found.headings)
        if (name := found.mapping.columns.get(heading, LEFT_OUT)) != LEFT_OUT
    }
    always: dict[str, Cell] = {name: ("always", text) for name, text in found.mapping.always.items()}
    days = day_columns(found.headings, found.mapping.columns) if kind.across == "day" and "date" not in base else ()
    own = [index for index, heading in enumerate(found.headings) if heading not in added_to(found.headings)]
    for row in found.table.rows[found.header + 1 :]:
        why = _why_none(row, found, base, own)
        if why:
            yield row, LeftOut(found.table.name, row.number, why)
            continue
        shared = always | {name: (found.headings[column], row.cell(column)) for name, column in base.items()}
        if found.mapping.across:
            entries = _across_courses(row, shared, found)
        elif days:
            entries = _across_days(row, shared, found, days)
        else:
            entries = [Entry(row, shared)]
        yield row, entries or LeftOut(found.table.name, row.number, "nothing in its columns")


def _why_none(row: Row, found: Proposal, base: Mapping[str, int], own: list[int]) -> str:
    """What a row is that holds no entry; nothing for one that should."""
    values = [row.cell(index) for index in own]
    different = {show(value) for value in values if not is_empty(value)}
    if not different:
        return "nothing in its columns"
    first = next(show(value) for value in values if not is_empty(value))
    if plain(first).rstrip(" 0123456789") in _TOTALS or plain(first).startswith(("total ", "grand total ")):
        return f"a total (“{first[:40]}”)"
    texts = [" ".join(show(value).split()) for value in values]
    if sum(text != "" and text in found.headings for text in texts) > 1 and different <= set(found.headings):
        return "the headings once more"
    is_wide = bool(found.mapping.across) or "date" not in base
    if len(different) == 1 and not is_wide and len(base) > 2:
        return f"a heading or a remark (“{first[:40]}”)"
    if len(different) == 1 and is_wide and sum(not is_empty(value) for value in values) > 1:
        return f"a heading or a remark (“{first[:40]}”)"
    return ""


def _across_courses(row: Row, shared: Mapping[str, Cell], found: Proposal) -> list[Entry]:
    by_course: dict[str, dict[str, Cell]] = {}
    for column, heading in enumerate(found.headings):
        course = found.mapping.across.get(heading)
        value = row.cell(column)
        if course is None or _says_nothing(value):
            continue
        name, comma, part = course.partition(",")
        cells = by_course.setdefault(name.strip(), {"course": (heading, name.strip())})
        cells["expires" if comma and part.strip() == "expires" else "date"] = (heading, value)
    return [Entry(row, {**shared, **cells}) for cells in by_course.values()]


def _across_days(row: Row, shared: Mapping[str, Cell], found: Proposal, days: tuple[str, ...]) -> list[Entry]:
    entries = []
    for column, heading in enumerate(found.headings):
        value = row.cell(column)
        if heading in days and not _says_nothing(value) and show(value) not in ("0", "0.0", "0.00"):
            entries.append(Entry(row, {**shared, "date": (heading, heading), "hours": (heading, value)}))
    return entries


def _says_nothing(value: Value) -> bool:
    return is_empty(value) or (isinstance(value, str) and value.casefold() in NOTHING)
