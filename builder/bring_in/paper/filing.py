"""From settled papers and filled forms to the files that are written: records with the next free ids, their scans beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from builder.bring_in.paper.cutting import name_pages
from builder.bring_in.paper.filled_form import FilledForm, origin_line
from builder.bring_in.paper.papers import Paper, Sheet
from builder.bring_in.paper.record_text import record_path, write_record
from builder.bring_in.paper.scan_facts import describe_part, describe_scan, scan_ending
from builder.bring_in.paper.settling import Settled
from builder.model.record import Record, in_sentence
from builder.record_types import TYPES
from builder.write.yaml_edit import Put, edit_yaml

ReadSheet = Callable[[Sheet], bytes]
"""The bytes of a sheet: the file as it is, or the pages cut out of it."""


@dataclass(frozen=True)
class Filing:
    """What filing a paper writes.

    Attributes:
        record: Id of its record.
        path: Of the record.
        files: Text and bytes by path, the record first.
        sources: The files of the inbox that it comes from.
        day: Of the record.
        said: What is worth saying.
        is_new: Whether the record is new; otherwise a scan is added to one that stands.
        words: What it is, for people: "inspection, 2026-11-03, shop".
        shown: The sources with the pages that were cut out of them.
    """

    record: str
    path: str
    files: dict[str, bytes]
    sources: tuple[str, ...]
    day: date
    said: tuple[str, ...] = ()
    is_new: bool = True
    words: str = ""
    shown: tuple[str, ...] = ()


def file_paper(paper: Paper, settled: Settled, id: str, by: str, read: ReadSheet) -> Filing:
    """A new record with the scans of a paper.

    Args:
        paper: Its sheets.
        settled: What it is; without reasons to wait.
        id: Of the record.
        by: Id of who records it; empty where nobody says.
        read: Gives the bytes of a sheet.
    """
    model = TYPES[settled.type]
    assert settled.day is not None
    path = record_path(model, id, settled.day.year)
    attachments, files = _attach(paper.sheets, settled, model, path, range(1, len(paper.sheets) + 1), read)
    values: dict[str, Any] = {"id": id, "date": settled.day, "site": settled.site, "recorded_by": by}
    if settled.kind:
        name = next(name for name in ("kind", "class_") if name in model.model_fields)
        values[model.model_fields[name].alias or name] = settled.kind
    values |= settled.known
    values["attachments"] = attachments
    text = write_record(model, path, values)
    words = ", ".join(filter(None, (in_sentence(model.TITLE), settled.kind, settled.day.isoformat(), settled.site)))
    sources = tuple(dict.fromkeys(sheet.file for sheet in paper.sheets))
    return Filing(
        id,
        path,
        {path: text.encode(), **files},
        sources,
        settled.day,
        settled.said,
        words=words,
        shown=_shown(paper.sheets),
    )


def add_to_record(sheets: Sequence[Sheet], record: Record, path: str, text: str, level: str, read: ReadSheet) -> Filing:
    """Sheets added to a record that stands: its text with new attachments, everything else as it was.

    Args:
        sheets: Without those that it has already.
        record: As it stands.
        path: Of it.
        text: Of it.
        level: Who may see the scans, if somebody has looked.
        read: Gives the bytes of a sheet.
    """
    model = type(record)
    have = len(record.attachments)
    settled = Settled(model.TYPE, level=level)
    attachments, files = _attach(sheets, settled, model, path, range(have + 1, have + 1 + len(sheets)), read)
    # A field that is written and left empty takes the whole list; one with entries takes each behind the last.
    if have:
        edits = [Put(("attachments", have + number), each) for number, each in enumerate(attachments)]
    else:
        edits = [Put(("attachments",), attachments)]
    sources = tuple(dict.fromkeys(sheet.file for sheet in sheets))
    return Filing(
        record.id,
        path,
        {path: edit_yaml(text, edits).encode(), **files},
        sources,
        record.date,
        is_new=False,
        words=f"added to {record.id}",
        shown=_shown(sheets),
    )


def _shown(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    return tuple(
        sheet.file if sheet.is_whole else f"{sheet.file}, {name_pages(sheet.part.first, sheet.part.last)}"
        for sheet in sheets
    )


def _attach(
    sheets: Sequence[Sheet], settled: Settled, model: type[Record], path: str, numbers: range, read: ReadSheet
) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """The attachments as they are written, and their bytes by path."""
    folder, _, file = path.rpartition("/")
    id = file.removesuffix(".yaml")
    attachments, files = [], {}
    for number, sheet in zip(numbers, sheets, strict=True):
        data = read(sheet)
        name = f"{id}{f'-{number}' if number > 1 or len(sheets) > 1 else ''}{sheet.ending}"
        files[f"{folder}/{name}"] = data
        entry = {
            "path": name,
            "sha256": hashlib.sha256(data).hexdigest(),
            "caption": _caption(sheet, settled, model, len(sheets), number),
        }
        attachments.append(entry | ({"level": settled.level} if settled.level else {}))
    return attachments, files


def _caption(sheet: Sheet, settled: Settled, model: type[Record], total: int, number: int) -> str:
    code = sheet.part.code or (settled.code if sheet.ending == ".pdf" or not sheet.row.with_ else None)
    if code is not None:
        what = describe_scan(code, model)
    else:
        kind = "Photo" if sheet.ending == ".jpg" else "Scan"
        what = (
            f"{kind} filed with the {in_sentence(model.TITLE)}"
            if sheet.row.with_
            else f"{kind} of the paper, {in_sentence(model.TITLE)}"
        )
    part = f", file {number} of {total}" if total > 1 and code is not None else ""
    cut = "" if sheet.is_whole else describe_part(sheet.part.first, sheet.part.last, sheet.sha256)
    return f"{what}{part}{cut}"


def file_form(form: FilledForm, id: str, by: str, read: Callable[[str], bytes]) -> Filing:
    """A new record of a filled form, with the pictures that it names.

    Args:
        form: Without reasons to wait.
        id: Of the record.
        by: Id of who records it; empty where nobody says.
        read: The bytes of a file of the folder.
    """
    model = TYPES[form.type]
    assert form.day is not None
    path = record_path(model, id, form.day.year)
    folder = path.rpartition("/")[0]
    attachments, files = [], {}
    for number, (file, caption) in enumerate(form.pictures, 1):
        data = read(file)
        name = f"{id}-{number}{scan_ending(data)}" if len(form.pictures) > 1 else f"{id}{scan_ending(data)}"
        files[f"{folder}/{name}"] = data
        words = (
            caption
            or f"Picture {f'{number} of {len(form.pictures)} ' if len(form.pictures) > 1 else ''}with the form, {in_sentence(model.TITLE)}"
        )
        attachments.append({"path": name, "sha256": hashlib.sha256(data).hexdigest(), "caption": words})
    values = {**form.values, "id": id, "attachments": attachments}
    values["recorded_by"] = values.get("recorded_by") or by
    text = write_record(model, path, values, (origin_line(form.file, form.sha256),))
    site = form.values.get("site")
    words = ", ".join(
        filter(None, (in_sentence(model.TITLE), form.day.isoformat(), site if isinstance(site, str) else ""))
    )
    sources = (form.file, *dict.fromkeys(file for file, _ in form.pictures))
    return Filing(id, path, {path: text.encode(), **files}, sources, form.day, words=words, shown=sources)
