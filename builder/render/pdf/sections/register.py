"""The register of a record type, every record of the period in it, and the sample that is printed in full behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from builder.model.record import Record, in_sentence
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.record import PrintedRecord, print_record
from builder.render.pdf.sections.sample_words import sample_note
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Cell, Piece, plain, show, table_fields
from builder.render.pdf.sections.view import View

SHORT = 16
"""Letters of a value that should not need a second line."""

ID_LETTERS = 11
GAP_LETTERS = 2
UPRIGHT_LETTERS, UPRIGHT_LINES = 114, 46
LYING_LETTERS, LYING_LINES = 160, 34
"""Letters across and lines down a page of the register, measured on print."""

UNBREAKABLE_SHARE = 0.8
"""Of a page's width that may go to columns without line breaks; sentences need the rest."""

WORTH_TURNING = 0.8
"""A register lies on its side when that takes at most this share of the pages."""


@dataclass(frozen=True)
class Column:
    """A column of a register.

    Attributes:
        title: Its head.
        style: Class of its cells: `id`, `day`, `number`, `state`, `told`, `nowrap` or nothing.
    """

    title: str
    style: str = ""


@dataclass(frozen=True)
class Row:
    """A record in a register; `anchor` only where the record isn't printed in full elsewhere."""

    id: str
    anchor: str | None
    link: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A whole register: columns with anything in them, a row a record; `is_wide` when it lies across the page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_wide: bool = False


def make_register(view: View, name: str) -> Section:
    """The register of a type with its sample."""
    kind = TYPES[name]
    facts = describe(view, name)
    html = write_html(
        "register",
        title=kind.PLURAL,
        running=(view.element_title(kind.ELEMENT), kind.PLURAL),
        footer=f"Register: {in_sentence(kind.PLURAL)}",
        **facts,
    )
    return Section(
        f"register-{name}", kind.PLURAL, kind.ELEMENT, html, f"register-{name}", (), assets_of(facts["records"])
    )


def describe(view: View, name: str) -> dict[str, Any]:
    """What the templates print of a register: its table, and the records of it that are printed in full."""
    kind = TYPES[name]
    records = view.selection.registers[name]
    sample = view.selection.samples.get(name, ())
    table = tabulate(view, name, records)
    return {
        "key": name,
        "name": kind.PLURAL,
        "lead": lead(view, records),
        "rhythm": kind.rhythm(),
        "columns": table.columns,
        "rows": table.rows,
        "is_wide": table.is_wide,
        "note": _note(view, kind),
        "records": print_sample(view, sample),
        "sample_title": f"{kind.PLURAL}: {'all' if len(sample) == len(records) else 'a sample'} in full",
        "sample_note": sample_note(view, name),
    }


def assets_of(records: Sequence[PrintedRecord]) -> dict[str, bytes]:
    """The pictures behind the scans of the records."""
    return {name: data for record in records for name, data in record.assets.items()}


def print_sample(view: View, sample: Sequence[Stored[Record]]) -> list[PrintedRecord]:
    """The sample as it is printed; the pages with its scans stand behind all of its records, so that the records share pages."""
    return [print_record(view, stored) for stored in sample]


def lead(view: View, records: Sequence[Stored[Record]]) -> str:
    """One sentence on what the register holds; the days of the period stand on the cover, so that the section keeps."""
    window = view.snapshot.window
    count = "One record" if len(records) == 1 else f"{len(records)} records"
    before = sum(stored.value.date < window.first for stored in records)
    words = f"{count}: the whole population of the period"
    if before:
        words += f", {before} of them dated earlier and in force, open or counted on a day of it"
    return words + "."


def tabulate(view: View, name: str, records: Sequence[Stored[Record]]) -> Table:
    """The register as a table; columns in which nothing stands are left out."""
    kind = TYPES[name]
    fields = table_fields(kind)
    columns = (
        Column("Date", "day"),
        Column("Site"),
        *(Column(info.title or field, _style(str(info.annotation))) for field, info in fields),
        Column("Signed", "number"),
        Column("Scans", "number"),
        Column("Entered, days after", "day"),
    )
    rows = [_cells(view, stored, fields) for stored in records]
    used = [at for at in range(len(columns)) if any(cells[at] for cells in rows)]
    lengths = [[len(plain(cells[at])) for at in used] for cells in rows]
    shown = [columns[at] for at in used]
    is_wide = _is_better_lying(shown, lengths)
    return Table(
        (Column("Id", "id"), *_fit(shown, lengths, LYING_LETTERS if is_wide else UPRIGHT_LETTERS)),
        tuple(
            _row(view, stored.value, tuple(cells[at] for at in used))
            for stored, cells in zip(records, rows, strict=True)
        ),
        is_wide,
    )


def _cells(view: View, stored: Stored[Record], fields: Sequence[tuple[str, FieldInfo]]) -> list[Cell]:
    record = stored.value
    return [
        _words(record.date.isoformat()),
        _words(record.site),
        *(show(view, type(record).TYPE, info, getattr(record, field), brief=True) for field, info in fields),
        _words(signed(record)),
        _words(str(len(record.attachments)) if record.attachments else None),
        _words(_entry(view, stored)),
    ]


def _fit(columns: Sequence[Column], lengths: Sequence[Sequence[int]], across: int) -> list[Column]:
    """The columns, short values kept on one line as far as the page is wide.

    `prairie-creek` broken at its dash doubles the height of a row; but with all columns unbreakable the last would leave the page.

    Args:
        columns: All but the id.
        lengths: Letters of every value, row by row.
        across: Letters across the page.
    """
    widths = [max(column) + GAP_LETTERS for column in zip(*lengths, strict=True)]
    taken = ID_LETTERS + sum(width for column, width in zip(columns, widths, strict=True) if column.style)
    fitted = []
    for column, width in zip(columns, widths, strict=True):
        if not column.style and width <= SHORT + GAP_LETTERS and taken + width <= UNBREAKABLE_SHARE * across:
            taken += width
            column = Column(column.title, "nowrap")
        fitted.append(column)
    return fitted


def _is_better_lying(columns: Sequence[Column], lengths: Sequence[Sequence[int]]) -> bool:
    """Whether the register needs clearly fewer pages when the page is turned."""
    upright = _estimate_pages(columns, lengths, UPRIGHT_LETTERS, UPRIGHT_LINES)
    return _estimate_pages(columns, lengths, LYING_LETTERS, LYING_LINES) <= WORTH_TURNING * upright and upright > 1


def _estimate_pages(columns: Sequence[Column], lengths: Sequence[Sequence[int]], across: int, down: int) -> float:
    fitted = _fit(columns, lengths, across)
    is_text = [not column.style for column in fitted]
    widths = [max(column) + GAP_LETTERS for column in zip(*lengths, strict=True)]
    fixed = ID_LETTERS + sum(width for width, text in zip(widths, is_text, strict=True) if not text)
    room = max(across - fixed, 1)
    lines: int = sum(
        max(1, -(-sum(length for length, text in zip(row, is_text, strict=True) if text) // room)) for row in lengths
    )
    return lines / down


def signed(record: Record) -> str | None:
    """How many of those who must sign did: "6 of 7"."""
    needed = record.must_sign
    if not needed:
        return None
    return f"{sum(person in record.has_signed for person in needed)} of {len(needed)}"


def _row(view: View, record: Record, cells: tuple[Cell, ...]) -> Row:
    anchor = f"record-{record.id}"
    if view.selection.is_sampled(record):
        return Row(record.id, None, f"#{anchor}", cells)
    return Row(record.id, anchor, None, cells)


def _entry(view: View, stored: Stored[Record]) -> str | None:
    """The day of entry and how long after the event that was: "2026-03-09 +4"."""
    entered = view.entered(stored)
    if entered is None:
        return None
    if view.is_before_adoption(stored.value.date):
        return entered.isoformat()
    return f"{entered.isoformat()} {view.filed_after(stored):+d}"


def _style(annotation: str) -> str:
    if "date" in annotation:
        return "day"
    return "number" if "int" in annotation and "Literal" not in annotation else ""


def _words(text: str | None) -> Cell:
    return (Piece(text),) if text else ()


def _note(view: View, kind: type[Record]) -> str:
    notes = []
    if kind.SIGNERS:
        notes.append("Signed: signatures found of signatures needed.")
    if view.has_history:
        notes.append(
            "Entered: the day git first knew the record, and how many days after the event that was (no number for what is "
            "older than the program in git); "
            f"paper of this kind is usually filed within {kind.FILED_WITHIN} days."
        )
    else:
        notes.append("Entry dates: not examined.")
    return " ".join(notes)
