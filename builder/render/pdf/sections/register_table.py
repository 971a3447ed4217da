"""Registers as CSV for the auditor's own spreadsheet: every field of one value, safe to open."""

from __future__ import annotations

import csv
import io
from typing import Any

from pydantic import BaseModel

from builder.model.field import fact
from builder.model.record import Record
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.values import COMMON_FIELDS
from builder.render.pdf.sections.view import View

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take as the start of a formula (Excel takes the wide signs too); a record's note must never run in the auditor's Excel."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's own code page."""


def write_register_csv(view: View, name: str) -> bytes:
    """The whole register of a type: a head line, then a line a record, by date and id."""
    kind = TYPES[name]
    fields = [field for field in kind.model_fields if field not in COMMON_FIELDS]
    head = ["id", "date", "site", "recorded_by", *(field.rstrip("_") for field in fields)]
    head += ["signed", "signatures_needed", "attachments", "path"]
    if view.has_history:
        head += ["entered", "filed_after_days"]
    rows = [_row(view, stored, fields) for stored in view.selection.registers[name]]
    return write_csv([head, *rows])


def write_csv(rows: list[list[str]]) -> bytes:
    """Rows as CSV in UTF-8, each cell made safe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(view: View, stored: Stored[Record], fields: list[str]) -> list[str]:
    record = stored.value
    kind = type(record)
    row = [record.id, record.date.isoformat(), record.site or ""]
    row.append(view.naming.person(record.recorded_by, kind.TYPE) if record.recorded_by else "")
    row += [_words(view, record, name, getattr(record, name)) for name in fields]
    needed = record.must_sign
    row += [str(sum(person in record.has_signed for person in needed)), str(len(needed))]
    row += [str(len(record.attachments)), stored.path]
    if view.has_history:
        entered = view.entered(stored)
        days = view.filed_after(stored)
        row += [entered.isoformat() if entered else "", "" if days is None else str(days)]
    return row


def _words(view: View, record: Record, name: str, value: Any) -> str:
    info = type(record).model_fields[name]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(_words(view, record, name, each) for each in value)
    if isinstance(value, BaseModel):
        return ", ".join(f"{key}: {each}" for key, each in value.model_dump(mode="json", exclude_none=True).items())
    if fact(info, "refers") == "person":
        return view.naming.person(str(value), type(record).TYPE)
    return str(value)
