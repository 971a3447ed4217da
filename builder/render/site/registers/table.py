"""Tables of records and registers, ready for the templates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from builder.model.field import fact
from builder.model.policy import Frozen
from builder.render.site.manual import Here
from builder.render.site.registers.field_view import cell, columns, title_of

_SENTENCES = frozenset(
    {"topics", "topic", "job", "scenario", "purpose", "source", "change", "work_done", "hazard", "safety_notes"}
)
"""Fields that hold sentences without being long texts."""


@dataclass(frozen=True)
class TableRow:
    """A row: its cells, and the id by which a link finds it."""

    cells: tuple[object, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table of a page.

    Attributes:
        label: What it is, read out to those who can't see it.
        heading: Of its section; empty for none. Already safe for Markdown.
        note: A sentence before it.
        none: What stands there when it has no rows.
        search: Whether the search index takes its text.
        numbers: Columns that are set to the right.
        wide: Columns of sentences, which a phone must not press to a word a line.
        sifted: Whether readers may filter and sort it once it is long.
    """

    label: str
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    heading: str = ""
    note: object = ""
    none: str = ""
    search: bool = False
    numbers: tuple[int, ...] = ()
    wide: tuple[int, ...] = ()
    sifted: bool = True


def make_table(
    here: Here, label: str, values: Sequence[Frozen], *, anchors: bool, without: Collection[str] = ()
) -> Table:
    """A table of some things of one kind: of the columns that its reader may see, those in which something stands.

    With `anchors` a link to one of the things finds its row. `without` names fields that the page says already.
    """
    if not values:
        return Table(label, (), ())
    kind = type(values[0])
    names = [
        name
        for name in columns(kind, here.manual.snapshot.level)
        if name not in without and any(getattr(value, name, None) not in (None, "", ()) for value in values)
    ]
    rows = []
    for value in values:
        id = str(getattr(value, "id", ""))
        cells = tuple(here.ref(id, id) if name == "id" else cell(here, value, name) for name in names)
        rows.append(TableRow(cells, id if anchors else ""))
    wide = tuple(number for number, name in enumerate(names) if _holds_sentences(kind, name))
    return Table(label, tuple(title_of(kind, name) for name in names), tuple(rows), wide=wide)


def _holds_sentences(kind: type[Frozen], name: str) -> bool:
    return name in _SENTENCES or fact(kind.model_fields[name], "widget") == "long-text"
