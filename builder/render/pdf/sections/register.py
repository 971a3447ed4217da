"""The register of a record type, every record of the period in it, and the sample that is printed in full behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.record import Record
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.record import PrintedRecord, print_record
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Cell, Piece, plain, show, table_fields
from builder.render.pdf.sections.view import View

SHORT = 16
"""Letters of a value that never needs a second line."""


@dataclass(frozen=True)
class Column:
    """A column of a register.

    Attributes:
        title: Its head.
        style: Class of its cells: `id`, `day`, `number`, `state`, `nowrap` or nothing.
    """

    title: str
    style: str = ""

    @property
    def number(self) -> bool:
        """Whether it holds numbers."""
        return self.style == "number"


@dataclass(frozen=True)
class Row:
    """A record in a register; `anchor` only where the record isn't printed in full elsewhere."""

    id: str
    anchor: str | None
    link: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A whole register: columns with anything in them, a row a record."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def make_register(view: View, name: str) -> Section:
    """The register of a type with its sample."""
    kind = TYPES[name]
    records = view.selection.registers[name]
    sample = view.selection.samples.get(name, ())
    printed = print_sample(view, sample)
    table = tabulate(view, name, records)
    html = write_html(
        "register",
        title=kind.PLURAL,
        running=(view.element_title(kind.ELEMENT), kind.PLURAL),
        footer=f"Register: {kind.PLURAL.lower()}",
        key=name,
        name=kind.PLURAL,
        lead=lead(view, records),
        columns=table.columns,
        rows=table.rows,
        note=_note(view, kind),
        records=printed,
        sample_title=f"{kind.PLURAL}: {'all' if len(sample) == len(records) else 'a sample'} in full",
        sample_note=sample_note(len(sample), len(records)),
    )
    assets = {name: data for record in printed for name, data in record.assets.items()}
    return Section(f"register-{name}", kind.PLURAL, kind.ELEMENT, html, f"register-{name}", (), assets)


def print_sample(view: View, sample: Sequence[Stored[Record]]) -> list[PrintedRecord]:
    """The sample as it is printed: first those with a page of paper behind them, so that the others share pages."""
    printed = [print_record(view, stored) for stored in sample]
    return sorted(printed, key=lambda record: not record.scans)


def lead(view: View, records: Sequence[Stored[Record]]) -> str:
    """One sentence on what the register holds; the days of the period stand on the cover, so that the section keeps."""
    window = view.snapshot.window
    count = "One record" if len(records) == 1 else f"{len(records)} records"
    before = sum(stored.value.date < window.first for stored in records)
    words = f"{count}: the whole population of the period"
    if before:
        words += f", {before} of them dated earlier and in force, open or counted on a day of it"
    return words + "."


def sample_note(printed: int, of: int) -> str:
    """How the records printed in full came to be chosen."""
    if printed == of:
        return "All records of this register are printed in full."
    return (
        f"{printed} of {of} records, chosen by the company's software, not by the auditor: spread over sites and months, "
        "two thirds of them from records with a scan. The rule stands under “What was not checked”."
    )


def tabulate(view: View, name: str, records: Sequence[Stored[Record]]) -> Table:
    """The register as a table; columns in which nothing stands are left out."""
    kind = TYPES[name]
    fields = table_fields(kind)
    columns = [
        Column("Date", "day"),
        Column("Site"),
        *(Column(info.title or field, _style(str(info.annotation))) for field, info in fields),
        Column("Signed", "number"),
        Column("Scans", "number"),
        Column("Entered", "day"),
        Column("Filed after", "number"),
    ]
    rows = []
    for stored in records:
        record = stored.value
        own = [show(view, name, info, getattr(record, field), brief=True) for field, info in fields]
        cells = [
            _words(record.date.isoformat()),
            _words(record.site),
            *own,
            _words(signed(record)),
            _words(str(len(record.attachments)) if record.attachments else None),
            *_entry(view, stored),
        ]
        rows.append((record, cells))
    used = [at for at in range(len(columns)) if any(cells[at] for _, cells in rows)]
    shown = [_fitted(columns[at], [cells[at] for _, cells in rows]) for at in used]
    return Table(
        (Column("Id", "id"), *shown),
        tuple(_row(view, record, tuple(cells[at] for at in used)) for record, cells in rows),
    )


def _fitted(column: Column, cells: Sequence[Cell]) -> Column:
    """Short values stay on one line: `prairie-creek` broken at its dash would double the height of every row."""
    if not column.style and max(len(plain(cell)) for cell in cells) <= SHORT:
        return Column(column.title, "nowrap")
    return column


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


def _entry(view: View, stored: Stored[Record]) -> tuple[Cell, Cell]:
    entered = view.entered(stored)
    if entered is None:
        return (), ()
    days = view.filed_after(stored)
    return _words(entered.isoformat()), _words(f"{days} d")


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
            f"Entered: the day git first knew the record; paper of this kind is usually filed within {kind.FILED_WITHIN} days."
        )
    else:
        notes.append("Entry dates: not examined.")
    return " ".join(notes)
