"""The rows of the sheets as data that fits together, or as reasons why they don't."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from builder.bring_in.cell_reader import CellReader, UnreadCellError
from builder.bring_in.days import DayColumn, decide_orders
from builder.bring_in.entries import Entry, LeftOut, list_entries
from builder.bring_in.kinds.kind import Kind, Setting, UnfitError
from builder.bring_in.mapping import LEFT_OUT, SheetMapping
from builder.bring_in.plan import Plan, ReadEntry, RowLedger
from builder.bring_in.proposal import Proposal, day_columns

Report = Callable[[int], None]
"""Told how many rows are read, every few thousand."""

_STEP = 10_000


def find_day_columns(sheets: Iterable[Proposal], kind: Kind) -> dict[str, DayColumn]:
    """What the values of each column of days show, over all sheets with that heading."""
    values: dict[str, list[Any]] = {}
    begins_1904 = False
    mapping = SheetMapping(kind.name)
    for found in sheets:
        mapping, begins_1904 = found.mapping, begins_1904 or found.table.begins_1904
        below = found.table.rows[found.header + 1 :]
        for index, heading in enumerate(found.headings):
            column = kind.column(mapping.columns.get(heading, LEFT_OUT))
            if heading in mapping.across or (column is not None and column.what == "day"):
                values.setdefault(heading, []).extend(row.cell(index) for row in below)
        if kind.across == "day" and "date" not in mapping.columns.values():
            headings = day_columns(found.headings, mapping.columns)
            # The headings are one series of days; what one of them shows holds for all.
            for heading in headings:
                values[heading] = list(headings)
    days = {heading: decide_orders(held, begins_1904=begins_1904) for heading, held in values.items()}
    return {
        heading: column.chosen(mapping.days[heading]) if heading in mapping.days else column
        for heading, column in days.items()
    }


def read_sheets(
    sheets: Iterable[Proposal],
    kind: Kind,
    reader: CellReader,
    setting: Setting,
    plan: Plan,
    ledger: RowLedger,
    report: Report,
) -> list[ReadEntry]:
    """The entries of the sheets that can be read; the others are rejected, row by row."""
    read: list[ReadEntry] = []
    for found in sheets:
        for row, entries in list_entries(found, kind):
            plan.rows += 1
            if plan.rows % _STEP == 0:
                report(plan.rows)
            if isinstance(entries, LeftOut):
                plan.left_out.append(entries)
                continue
            beyond = [value for value in row.cells[len(found.headings) :] if value is not None]
            if beyond:
                ledger.reject(
                    found,
                    row,
                    "it has more cells than the sheet has columns; a text with a comma may lack its quotation marks",
                )
                plan.entries += 1
                continue
            for entry in entries:
                plan.entries += 1
                data = _read_entry(entry, found, kind, reader, setting, plan, ledger)
                if data is not None:
                    read.append(ReadEntry(found, row, data))
    plan.short.update(reader.short)
    return read


def _read_entry(
    entry: Entry, found: Proposal, kind: Kind, reader: CellReader, setting: Setting, plan: Plan, ledger: RowLedger
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    is_good = True
    for column in kind.columns:
        if column.name not in entry.cells:
            continue
        heading, value = entry.cells[column.name]
        try:
            values[column.name] = reader.read(column, value, heading)
        except UnreadCellError as error:
            is_good = False
            ledger.reject(found, entry.row, str(error))
            if error.question:
                plan.questions[error.question] += 1
    for column in kind.needed:
        if is_good and values.get(column.name) is None and not _has_whole_name(column.name, values):
            heading = entry.cells.get(column.name, ("", None))[0]
            course = f" of “{entry.cells['course'][0]}”" if found.mapping.across and column.name == "date" else ""
            ledger.reject(
                found, entry.row, f"{column.title}{course} is missing" + (f" (“{heading}”)" if heading else "")
            )
            is_good = False
    if not is_good:
        return None
    if values.get("position"):
        values["level_of_position"] = reader.levels.get(values["position"])
    try:
        return kind.compose(values, setting)
    except UnfitError as error:
        ledger.reject(found, entry.row, str(error))
        return None


def _has_whole_name(column: str, values: Mapping[str, Any]) -> bool:
    return column == "name" and bool(values.get("first_name") and values.get("last_name"))
