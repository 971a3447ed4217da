"""Values of records as people read them: columns of a register, lines of a record's own page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.model.field import fact
from builder.model.record import Record
from builder.render.pdf.sections.runs import write_runs
from builder.render.pdf.sections.view import View

COMMON_FIELDS = frozenset(Record.model_fields)
"""Fields that every record has; the layout places them itself."""


LONG_COUNT = 3
"""Numbers, such as days of a month, from which on runs of them are written as one."""


@dataclass(frozen=True)
class Piece:
    """Some words, and where they lead."""

    text: str
    link: str | None = None


Cell = tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """A field of a record: its title and what is in it."""

    title: str
    cell: Cell


@dataclass(frozen=True)
class Grid:
    """A field that holds a list of things with fields of their own."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_fields(kind: type[Record]) -> tuple[tuple[str, FieldInfo], ...]:
    """The type's own fields that are columns of its register."""
    return tuple(
        (name, info)
        for name, info in kind.model_fields.items()
        if name not in COMMON_FIELDS and "table" in fact(info, "show-in", ())
    )


def show(view: View, record_type: str, info: FieldInfo, value: Any, *, brief: bool = False) -> Cell:
    """A value as words with links; nothing for nothing.

    Args:
        view: The material.
        record_type: Of the record it stands in; decides about names.
        info: Of its field.
        value: As the model holds it; a tuple is joined by commas.
        brief: As a table needs it: sites and assets by id alone.
    """
    if value is None or value == () or value == "":
        return ()
    if isinstance(value, tuple):
        if len(value) >= LONG_COUNT and all(type(each) is int for each in value):
            return (Piece(write_runs(value)),)
        return _join(show(view, record_type, info, each, brief=brief) for each in value)
    if isinstance(value, BaseModel):
        return _show_model(view, record_type, value, brief=brief)
    return (_show_one(view, record_type, info, value, brief=brief),)


def details(view: View, record: Record) -> Iterator[Line | Grid]:
    """The type's own fields that hold something, in the order in which the type declares them."""
    kind = type(record)
    for name, info in kind.model_fields.items():
        value = getattr(record, name)
        if name in COMMON_FIELDS or value is None or value == ():
            continue
        title = info.title or name
        if isinstance(value, tuple) and isinstance(value[0], BaseModel):
            yield _grid(view, kind.TYPE, title, value)
        else:
            yield Line(title, show(view, kind.TYPE, info, value))


def plain(cell: Cell) -> str:
    """A cell's words without its links."""
    return "".join(piece.text for piece in cell)


def _show_one(view: View, record_type: str, info: FieldInfo, value: Any, *, brief: bool) -> Piece:
    if isinstance(value, bool):
        return Piece("yes" if value else "no")
    if isinstance(value, date):
        return Piece(value.isoformat())
    if not isinstance(value, str):
        return Piece(f"{value:,}" if isinstance(value, int) and value > 9999 else str(value))
    match fact(info, "refers"):
        case "person":
            return Piece(view.naming.person(value, record_type))
        case "record" | "policy":
            return Piece(value, view.selection.link_to(value))
        case "site" | "asset" | "position" | "contractor" if not brief:
            return Piece(view.naming.site(value))
    # Choices are written with dashes in YAML and read without them.
    is_choice = "Literal" in str(info.annotation)
    return Piece(value.replace("-", " ") if is_choice else value)


def _show_model(view: View, record_type: str, value: BaseModel, *, brief: bool) -> Cell:
    cells = [
        # A bare "no" says nothing without its question.
        (Piece(f"{info.title}: "), *cell) if isinstance(getattr(value, name), bool) else cell
        for name, info in type(value).model_fields.items()
        if (cell := show(view, record_type, info, getattr(value, name), brief=brief))
    ]
    has_answers = any(isinstance(getattr(value, name), bool) for name in type(value).model_fields)
    return _join(cells, "; " if has_answers else ": ")


def _grid(view: View, record_type: str, title: str, items: tuple[BaseModel, ...]) -> Grid:
    fields = [
        (name, info)
        for name, info in type(items[0]).model_fields.items()
        if any(getattr(item, name) not in (None, ()) for item in items)
    ]
    rows = tuple(
        # A site's whole name in every row of a list would take a second line each time.
        tuple(
            show(view, record_type, info, getattr(item, name), brief=fact(info, "refers") == "site")
            for name, info in fields
        )
        for item in items
    )
    return Grid(title, tuple(info.title or name for name, info in fields), rows)


def _join(cells: Iterable[Cell], between: str = ", ") -> Cell:
    pieces: list[Piece] = []
    for cell in cells:
        if pieces and cell:
            pieces.append(Piece(between))
        pieces.extend(cell)
    return tuple(pieces)
