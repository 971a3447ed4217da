"""A form that somebody filled in on a screen: a small YAML or JSON file with the fields of one record, as field apps hand them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from builder.bring_in.paper.index_sheet import IndexRow
from builder.bring_in.paper.name_facts import NameFacts, find_named, site_words, type_words
from builder.model.day import write_day
from builder.model.program import Program
from builder.model.record import in_sentence
from builder.model.wording import visible
from builder.model.written_day import parse_day
from builder.read.shape import shape
from builder.read.yaml_text import read_yaml
from builder.record_types import TYPES

ENDINGS = (".yaml", ".yml", ".json")
MAX_BYTES = 200_000
"""Of one form; the longest records of the sample have 4,000."""

MOST_REASONS = 4
"""That are told of one form; the others show when these are mended."""

_ORIGIN = re.compile(r"^# From the form .{1,300} \(sha256 ([0-9a-f]{64})\)$", re.MULTILINE)
_SOURCE_KEYS = ("type", "record", "record_type", "id")
"""Fields in which an app says what the form is, or counts it; the record gets the next free id of its own."""


@dataclass(frozen=True)
class FilledForm:
    """A filled form.

    Attributes:
        file: Relative to the folder.
        sha256: Of the file.
        type: Record type; empty where nobody says it.
        day: Of the record; None where nobody says it.
        values: Its fields as they will be written.
        pictures: Files of the folder that it names, with their captions.
        reasons: Why it can't be filed, in sentences.
        row: What the index sheet says of it.
    """

    file: str
    sha256: str
    type: str
    day: date | None
    values: Mapping[str, Any]
    pictures: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    row: IndexRow = field(default_factory=lambda: IndexRow(""))


def origin_line(file: str, sha256: str) -> str:
    """The comment at the top of the record, by which the same form is known again."""
    name = "".join(letter if letter.isprintable() else "?" for letter in file.rsplit("/", 1)[-1])[:200]
    return f"From the form {name} (sha256 {sha256})"


def origins(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The records that came from filled forms: path by the SHA-256 of the form.

    Args:
        texts: Records by path.
    """
    return {found[1]: path for path, text in texts if (found := _ORIGIN.search(text))}


def read_filled_form(
    file: str, sha256: str, data: bytes, name: NameFacts, row: IndexRow, program: Program, today: date
) -> FilledForm:
    """The form, with every reason why it can't be filed; fields that a type doesn't have are such a reason, because nothing is dropped.

    Args:
        file: Relative to the folder.
        sha256: Of the file.
        data: Its bytes.
        name: What its name says.
        row: What the index sheet says.
        program: Its sites.
        today: The last day that a record can be of.
    """
    empty = FilledForm(file, sha256, "", None, {}, row=row)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return replace(empty, reasons=("It isn't text in UTF-8; save it as UTF-8.",))
    # JSON is YAML, but for tabs between its signs.
    document = read_yaml(text.replace("\t", " ") if file.lower().endswith(".json") else text, file.rsplit("/", 1)[-1])
    if not isinstance(document.value, dict):
        why = " ".join(fault.message for fault in document.faults[:1]) or "It holds no fields, name: value."
        return replace(empty, reasons=(why,))
    reasons = [f"Line {fault.place.line}: {fault.message}" for fault in document.faults]
    values = dict(document.value)
    type_name = _type(values, name, row, reasons)
    for key in _SOURCE_KEYS:
        if key == "id" or not type_name or key not in TYPES[type_name].model_fields:
            values.pop(key, None)
    day = _day(values, name, row, today, reasons)
    if not type_name:
        return replace(empty, day=day, reasons=tuple(reasons[:MOST_REASONS]))
    model = TYPES[type_name]
    values["date"] = day or today
    _fill(values, model.model_fields, name, row, program)
    pictures = _pictures(values, reasons)
    probe = values | {"id": f"{model.PREFIX}-0001", "date": values["date"].isoformat()}
    _, faults = shape(model, document, probe, f"a record of the type {in_sentence(model.TITLE)}")
    # The list of all fields helps only where no near one is named.
    reasons += [
        fault.message if "Did you mean" in fault.message else f"{fault.message} {fault.fix}" for fault in faults
    ]
    reasons += _unknown_site(values, program)
    return FilledForm(file, sha256, type_name, day, values, pictures, tuple(reasons[:MOST_REASONS]), row)


def _type(values: Mapping[str, Any], name: NameFacts, row: IndexRow, reasons: list[str]) -> str:
    said = next((str(values[key]) for key in _SOURCE_KEYS[:3] if isinstance(values.get(key), str)), "") or row.type
    found = find_named(said, type_words()) if said else name.type
    if said and not found:
        reasons.append(f"There is no type of record called {visible(said)}.")
    elif not found:
        reasons.append("Nothing says what it is; write a line like `type: inspection` into it.")
    return found


def _day(values: Mapping[str, Any], name: NameFacts, row: IndexRow, today: date, reasons: list[str]) -> date | None:
    written = values.get("date")
    try:
        day = parse_day(written) if written not in (None, "") else row.day or name.day
    except ValueError as error:
        reasons.append(f"The date is {visible(str(written))}. {error}")
        return None
    if day is None:
        reasons.append(f"The day is missing. {name.doubt}".strip())
    elif day > today:
        reasons.append(f"{write_day(day)} is still to come.")
    return day


def _fill(values: dict[str, Any], fields: Mapping[str, Any], name: NameFacts, row: IndexRow, program: Program) -> None:
    """Puts in what the form leaves to its name or to the index sheet."""
    site = find_named(row.site, site_words(program)) or name.site
    if not values.get("site") and site:
        values["site"] = site
    written = values.get("site")
    if isinstance(written, str) and written not in program.sites:
        values["site"] = find_named(written, site_words(program)) or written
    kind = row.kind or name.kind
    if "kind" in fields and not values.get("kind") and kind:
        values["kind"] = kind


def _unknown_site(values: Mapping[str, Any], program: Program) -> list[str]:
    site = values.get("site")
    if isinstance(site, str) and program.sites and site not in program.sites:
        return [f"There is no site called {visible(site)}. The sites are: {', '.join(program.sites)}."]
    return []


def _pictures(values: dict[str, Any], reasons: list[str]) -> tuple[tuple[str, str], ...]:
    """The files named under `attachments` or `photos`, taken out of the fields: their digests are made when they are filed."""
    found: list[tuple[str, str]] = []
    for key in ("attachments", "photos"):
        listed = values.pop(key, None)
        for each in listed if isinstance(listed, list) else [listed] if listed else []:
            path = each.get("path") if isinstance(each, dict) else each
            caption = each.get("caption") if isinstance(each, dict) else None
            if isinstance(path, str) and path and (caption is None or isinstance(caption, str)):
                found.append((path.replace("\\", "/").removeprefix("./"), caption or ""))
            else:
                reasons.append(f"The list {key} has an entry without the name of a file.")
    return tuple(found)
