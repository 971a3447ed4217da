"""As many empty rows as the paper has room for: nobody turns a page for three lines, or copies half a page of nothing.

All heights are millimetres and repeat what `site_templates/forms/form.css` says; `tests/render/forms/printed/test_making.py` holds the
pages that are counted here against those that are printed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.render.forms.printed.sheet import (
    Block,
    Box,
    Checklist,
    Column,
    ForTheOffice,
    Names,
    Row,
    Sheet,
    Signers,
    Table,
)

WIDTHS = {"letter": 215.9 - 26, "a4": 210.0 - 26}
FIRST = {"letter": 279.4 - 25, "a4": 297.0 - 25}
"""Height of what is printed on a first page."""

LATER = {"letter": 279.4 - 45, "a4": 297.0 - 45}
"""The same on the pages behind it, below the code."""

SPARE = 7.0
"""What is left empty on each page, because words are measured by their letters here."""

EMPTY = 0.4
"""A last page that is used less than this is worth going without."""

_HEADING = 9.1
_LINE = 8.6
_TABLE_ROW = 11.9
_NAMES_ROW = 11.1
_SIGNERS_ROW = 12.8


@dataclass(frozen=True)
class Unit:
    """What is not broken: a row, or the heading of a table with its first row.

    Attributes:
        height: Of it.
        again: What is printed once more above it where it begins a page: the head of its table.
    """

    height: float
    again: float = 0.0


def fit(sheet: Sheet, paper: str) -> Sheet:
    """The sheet with its empty rows and lines adapted to the paper: fewer where that saves a page, then more to fill it."""
    pages, used = count_pages(sheet, paper)
    if pages > 1 and used < EMPTY * LATER[paper]:
        for step in range(1, 7):
            smaller = replace(sheet, blocks=tuple(_smaller(block, step) for block in sheet.blocks))
            if count_pages(smaller, paper)[0] < pages:
                sheet, pages = smaller, pages - 1
                break
    return _grown(sheet, paper, pages)


def _grown(sheet: Sheet, paper: str, pages: int) -> Sheet:
    """The sheet with one row more wherever there are rows, again and again, as long as no page is added."""
    limits = [_most(block) for block in sheet.blocks]
    is_growing = True
    while is_growing:
        is_growing = False
        for index, block in enumerate(sheet.blocks):
            larger = _larger(block)
            if larger is None or _size(larger) > limits[index]:
                continue
            tried = replace(sheet, blocks=(*sheet.blocks[:index], larger, *sheet.blocks[index + 1 :]))
            if count_pages(tried, paper)[0] == pages:
                sheet, is_growing = tried, True
    return sheet


def _size(block: Block) -> int:
    """Its rows, or lines to write on; 0 for what never changes."""
    if isinstance(block, (Table, Names)):
        return block.rows
    return block.boxes[0].lines if isinstance(block, Row) and len(block.boxes) == 1 else 0


def _most(block: Block) -> int:
    if isinstance(block, Row):
        return _size(block) + (1 if _size(block) == 1 else 3)
    return _size(block) + (8 if isinstance(block, Table) else 6)


def _larger(block: Block) -> Block | None:
    """A block with one more row to write in; None where it has none."""
    if isinstance(block, Table):
        return replace(block, rows=block.rows + 1)
    if isinstance(block, Names):
        return replace(block, rows=block.rows + 2)
    if isinstance(block, Row) and len(block.boxes) == 1 and block.boxes[0].shape in ("line", "lines"):
        return replace(block, boxes=(replace(block.boxes[0], shape="lines", lines=block.boxes[0].lines + 1),))
    return None


def _smaller(block: Block, by: int) -> Block:
    """A block with fewer rows, as few as are of use."""
    if isinstance(block, Table):
        return replace(block, rows=min(block.rows, max(3, block.rows - by)))
    if isinstance(block, Names):
        return replace(block, rows=min(block.rows, max(4, len(block.known) + 1, block.rows - 2 * by)))
    if isinstance(block, Row) and len(block.boxes) == 1 and block.boxes[0].shape == "lines":
        box = block.boxes[0]
        fewest = 1 if box.lines < 3 else 3
        return replace(block, boxes=(replace(box, lines=min(box.lines, max(fewest, box.lines - by))),))
    return block


def count_pages(sheet: Sheet, paper: str) -> tuple[int, float]:
    """How many pages a sheet takes, and how much of the last one."""
    pages, used, room = 1, _head(sheet, WIDTHS[paper]), FIRST[paper] - SPARE
    for block in sheet.blocks:
        for unit in _units(block, WIDTHS[paper]):
            if used + unit.height > room:
                pages, used, room = pages + 1, unit.again, LATER[paper] - SPARE
            used += unit.height
    return pages, used


def _head(sheet: Sheet, width: float) -> float:
    room = width - 32
    words = 8.1 * _lines(sheet.title, room, 4.0) + 4.4
    words += (
        0.8
        + 3.9 * _lines(sheet.help, room, 1.65)
        + 0.8
        + 3.7 * _lines(f"{sheet.form_id}. {sheet.asked_for}", room, 1.55)
    )
    return max(25.0, words + 4.3) + 2.5


def _units(block: Block, width: float) -> Iterator[Unit]:
    if isinstance(block, Row):
        yield Unit(max(_box(box, width * box.width / 12 - 3) for box in block.boxes))
    elif isinstance(block, Checklist):
        yield from _of_checklist(block, width - 15 * len(block.answers) - 3)
    elif isinstance(block, Table):
        head = max(_head_of(column.label, column.hint, width * column.width / 100 - 3) for column in block.columns)
        hint = 4.3 * _lines(block.hint, width, 1.6) if block.hint else 0.0
        ticked = max(_ticked(column, width * column.width / 100 - 3) for column in block.columns)
        yield from _of_rows(_HEADING + hint, head, [max(_TABLE_ROW, ticked)] * block.rows)
    elif isinstance(block, Names):
        yield from _of_rows(_HEADING, 5.2, [_NAMES_ROW] * ((block.rows + 1) // 2))
    elif isinstance(block, Signers):
        yield Unit(3.0 + 5.2 + _SIGNERS_ROW * len(block.titles))
    else:
        yield Unit(_office(block))


def _office(block: ForTheOffice) -> float:
    return 4.2 + 10.4 * math.ceil((len(block.labels) + 1) / 4)


def _of_rows(heading: float, head: float, rows: Sequence[float]) -> Iterator[Unit]:
    for number, height in enumerate(rows):
        yield Unit(height, head) if number else Unit(heading + head + height)


def _of_checklist(block: Checklist, room: float) -> Iterator[Unit]:
    waiting = _HEADING + 5.2
    for group in block.groups:
        if group.heading:
            waiting += 5.6
        for item in group.items:
            yield Unit(waiting + max(5.9, 4.25 * _lines(item, room, 1.75) + 1.1), 5.2)
            waiting = 0.0


def _ticked(column: Column, room: float) -> float:
    """Height of a cell with something to tick."""
    lines, used = 1, 0.0
    for width in (9.0 + 1.75 * len(label) for label in column.ticks):
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        used += width
    return 1.5 + 5.6 * lines


def _head_of(label: str, hint: str, room: float) -> float:
    return 1.5 + 3.75 * _lines(label, room, 1.75) + (3.1 * _lines(hint, room, 1.4) if hint else 0)


def _box(box: Box, room: float) -> float:
    label = 3.9 * _lines(f"{box.label}  {box.hint}" if box.hint else box.label, room, 1.62) + 1.9
    if box.shape == "day" or box.shape == "time":
        return label + 11.2
    if box.shape == "lines":
        return label + _LINE * box.lines - 1.4
    if box.shape == "ticks":
        return label + 1.4 + 7.0 * _tick_rows(box, room)
    return max(12.2, label + (6.3 if box.value else 0.0))


def _tick_rows(box: Box, room: float) -> int:
    rows, used = 1, 0.0
    for width in [*(11.5 + 1.85 * len(label) for label in box.ticks), *([45.0] if box.more else [])]:
        if used and used + width > room:
            rows, used = rows + 1, 0.0
        used += width
    return rows


def _lines(text: str, room: float, letter: float) -> int:
    """Lines that a text takes, by the mean width of a letter."""
    return max(1, math.ceil(len(text) * letter / max(room, 1.0)))
