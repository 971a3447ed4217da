"""From the fields of a record type to boxes that are large enough for a pen, set side by side in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.model.field import fact
from builder.record_types.corrective_action import CorrectiveAction
from builder.render.forms.blank import choices, field_types, is_list
from builder.render.forms.printed.sheet import COLUMNS, Box, Column, Row, Table
from builder.render.forms.printed.wording import in_words, pen_hint

LONG_EXAMPLE = 30
"""Letters of an example for which half a line of handwriting is too short."""

TWO_LINES = 75
"""Letters of an example that need a second line."""

ROWS = {
    "hazards": 7,
    "deficiencies": 5,
    "points": 8,
    "tests": 6,
    "check_ins": 10,
    "products": 14,
    "items": 8,
    "progress": 4,
}
"""Empty rows of a table by the name of its field."""

NARROW = 4
"""Columns of a box that may be moved up beside a line."""

SHORTEST = 6
"""Columns that a line keeps when it gives way: a name fits on it."""

LISTED = 4
"""Lines for a list of plain words, and rows of other tables."""


def make_box(name: str, info: FieldInfo, example: object, ticks: tuple[str, ...] = ()) -> Box:
    """The box for one field.

    Args:
        name: Of the field.
        info: Its declaration.
        example: The value that the type's example has for it; its length shows how much is written.
        ticks: What the company offers to choose from: its sites, its crews.
    """
    box = Box(info.title or name, pen_hint(info.description))
    kinds = set(field_types(info.annotation))
    offered = tuple(in_words(each) for each in choices(info.annotation))
    if ticks:
        return replace(box, shape="ticks", ticks=ticks, more=True, width=COLUMNS)
    if offered:
        letters = sum(len(each) + 5 for each in offered)
        return replace(box, shape="ticks", ticks=offered, width=4 if letters < 22 else 6 if letters < 44 else COLUMNS)
    if bool in kinds:
        return replace(box, shape="ticks", ticks=("yes", "no"), width=6 if len(box.label) + len(box.hint) > 30 else 4)
    if date in kinds:
        return replace(box, shape="day", width=4)
    if fact(info, "widget") == "time":
        return replace(box, shape="time", width=3)
    if int in kinds:
        return replace(box, width=3 if len(box.label) + len(box.hint) < 25 else 6)
    if is_list(info.annotation) and not fact(info, "refers"):
        return replace(box, shape="lines", lines=LISTED)
    if fact(info, "widget") == "long-text":
        return replace(box, shape="lines", lines=3)
    return _written(box, info, example)


def _written(box: Box, info: FieldInfo, example: object) -> Box:
    if fact(info, "refers") and not is_list(info.annotation):
        return replace(box, width=6)
    letters = len(example) if isinstance(example, str) else LONG_EXAMPLE
    if letters > TWO_LINES:
        return replace(box, shape="lines", lines=2)
    return replace(box, width=6 if letters <= LONG_EXAMPLE and len(box.label) + len(box.hint) < 60 else COLUMNS)


def make_table(name: str, info: FieldInfo) -> Table | None:
    """Empty rows for a field that holds several of the same kind; None for any other field."""
    inner = next(
        (each for each in field_types(info.annotation) if isinstance(each, type) and issubclass(each, BaseModel)), None
    )
    if inner is None or not is_list(info.annotation):
        return None
    columns = list(_columns(inner))
    total = sum(column.width for column in columns)
    scaled = tuple(replace(column, width=round(100 * column.width / total)) for column in columns)
    return Table(info.title or name, pen_hint(info.description), scaled, ROWS.get(name, LISTED))


def _columns(inner: type[BaseModel]) -> Iterator[Column]:
    """The columns of a table; where the record names a corrective action by its number, the paper asks for what that action says."""
    for name, info in inner.model_fields.items():
        if name == "action" and fact(info, "refers") == "record":
            yield from (_column(field, CorrectiveAction.model_fields[field]) for field in ("priority", "owner", "due"))
        elif fact(info, "refers") != "record" and name != "attachment":
            yield _column(name, info)


def _column(name: str, info: FieldInfo) -> Column:
    offered = tuple(in_words(each) for each in choices(info.annotation))
    kinds = set(field_types(info.annotation))
    label, hint = info.title or name, pen_hint(info.description)
    if bool in kinds:
        return Column(label, hint, 16, ("yes", "no"))
    if offered and sum(map(len, offered)) <= 16:
        return Column(label, hint, 6 * len(offered) + sum(map(len, offered)), offered)
    if offered:
        return Column(label, " / ".join(offered), 14)
    if date in kinds:
        return Column(label, "year-month-day", 15)
    if int in kinds or fact(info, "widget") == "time":
        return Column(label, hint, 10)
    if fact(info, "refers"):
        return Column(label, hint, 18)
    return Column(label, hint, 34)


def set_in_rows(boxes: Iterable[Box]) -> Iterator[Row]:
    """Boxes in rows, in their order. Half a line gives way to a day or a time beside it; a row that isn't full is stretched."""
    row: list[Box] = []
    for box in boxes:
        if row and sum(each.width for each in row) + box.width > COLUMNS and not _moved_up(row, box):
            yield Row(_stretched(row))
            row = []
        row.append(box)
    if row:
        yield Row(_stretched(row))


def _moved_up(row: list[Box], box: Box) -> bool:
    """Whether room was made in a row for a narrow box, by making the widest line in it shorter."""
    missing = sum(each.width for each in row) + box.width - COLUMNS
    widest = max(range(len(row)), key=lambda index: (row[index].shape == "line", row[index].width))
    if box.width > NARROW or row[widest].shape != "line" or row[widest].width - missing < SHORTEST:
        return False
    row[widest] = replace(row[widest], width=row[widest].width - missing)
    return True


def _stretched(row: list[Box]) -> tuple[Box, ...]:
    """The row with what is left of its width given to what is written in words; days and times alone stay as they are."""
    left = COLUMNS - sum(box.width for box in row)
    wordy = [index for index, box in enumerate(row) if box.shape in ("line", "known", "ticks")]
    if not wordy:
        return tuple(row)
    added = dict.fromkeys(range(len(row)), 0)
    for step in range(left):
        added[wordy[step % len(wordy)]] += 1
    return tuple(replace(box, width=box.width + added[index]) for index, box in enumerate(row))


def example_of(model: type[Any], name: str) -> object:
    """The value of a field in the type's example, or None."""
    info = model.model_fields[name]
    return model.EXAMPLE.get(info.alias or name)
