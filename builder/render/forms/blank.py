"""A new file to fill in: every field with a word of help, what is not known left empty, and found later."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.model.field import fact
from builder.model.policy import KIND_TITLES
from builder.model.record import Record
from builder.render.forms.yaml_form import write_yaml

QUIET = ("links", "attachments", "confidentiality", "notes", "people", "signatures")
"""Fields every record has; they come last, with an example behind a `#`."""

EXAMPLES = {
    "people": "- {person: P-001, role: attended}",
    "signatures": "- {person: P-001, role: worker, date: 2026-03-04, method: electronic}   # or seen-on-scan, with page: 1",
    "links": "- {to: ca-0001, as: raised}",
    "attachments": "- {path: scan.pdf, sha256: …, caption: Signed form, level: office}   # level: once you have looked at every page",
}


def next_id(prefix: str, taken: Iterable[str], digits: int = 4) -> str:
    """The id after the highest one taken with that prefix: insp-0042 → insp-0043."""
    numbers = [int(found[1]) for id in taken if (found := re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,6}})", id))]
    return f"{prefix}-{max(numbers, default=0) + 1:0{digits}d}"


def blank_record(model: type[Record], id: str, day: date, known: Mapping[str, Any]) -> str:
    """A commented record with its id and day; fields in `known` are filled in, all others are empty."""
    lines = [
        f"# {model.TITLE}. {model.HELP}",
        "# Fill in what you know and leave the rest empty: `muster check` reminds you of what is needed (*).",
        f"# {model.rhythm()}",
        f"id: {id}",
    ]
    values: dict[str, Any] = {"date": day, **known}
    own = [name for name in model.model_fields if name not in Record.model_fields]
    for name in ("date", "site", "recorded_by", *own, *QUIET[4:], *QUIET[:4]):
        lines.extend(_field_lines(model.model_fields[name], name, values.get(name)))
    return "\n".join(lines) + "\n"


def blank_entry(model: type[BaseModel], id: str, known: Mapping[str, Any]) -> str:
    """A commented register entry (person, site, position, asset, contractor)."""
    lines = ["# Leave empty what you don't know yet: `muster check` reminds you of what is needed (*)."]
    for name, info in model.model_fields.items():
        lines.extend(_field_lines(info, name, id if name == "id" else known.get(name)))
    return "\n".join(lines) + "\n"


def blank_policy(id: str, title: str, kind: str, area: str, day: date) -> str:
    """A new document: front matter as a draft, and the headings every document needs."""
    head = write_yaml({"id": id, "title": title, "kind": kind, "area": area, "version": 1})
    what = KIND_TITLES.get(kind, "Document").lower()
    return f"""---
{head}owner:                    # the person who keeps it current, like P-002
approved_by:              # who approved it, like P-001
approved_on:              # {day.isoformat()}
effective:                # the day from which it applies
review_every: P12M
last_reviewed:
status: draft             # approved, once approved_by and approved_on are filled in
language: en
answers: []               # questions of the standard that it answers; `muster coverage` lists them
obligations: []
#  - {{record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}}
forms: []                 # records it has people fill in when something happens, like [incident, work-refusal]
---

## Purpose

Say in two sentences what this {what} is for.

## Who it applies to

## What we do

1. Who does what, when, and where it is written down.

## Records
"""


def _field_lines(info: FieldInfo, name: str, value: Any) -> list[str]:
    if fact(info, "hidden"):
        return []
    return _lines(info.alias or name, _help(info), value, EXAMPLES.get(name))


def _lines(name: str, help: str, value: Any, example: str | None = None) -> list[str]:
    if name == "id":
        return [f"id: {value}"]
    if value is not None and value != ():
        return write_yaml({name: value}).rstrip("\n").split("\n")
    line = f"{name}:"
    line = f"{line:<24}# {help}" if help else line
    return [line, *([f"#  {example}"] if example else [])]


def _help(info: FieldInfo) -> str:
    words = [info.title or ""]
    if info.description:
        words.append(info.description)
    offered = choices(info.annotation)
    inner = _inner_fields(info.annotation)
    if offered:
        words.append(f"One of: {', '.join(offered)}.")
    elif inner:
        words.append(f"{'A list of ' if is_list(info.annotation) else ''}{{{', '.join(inner)}}}.")
    elif is_list(info.annotation):
        words.append("A list: [one, two].")
    elif bool in _parts(info.annotation):
        words.append("true or false.")
    needed = " *" if fact(info, "needed") or info.is_required() else ""
    text = ". ".join(word.rstrip(".") for word in words if word)
    return f"{text}{needed}"


def _parts(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        return [part for part in get_args(annotation) if part is not type(None)]
    return [annotation]


def choices(annotation: Any) -> list[str]:
    """The values that a field offers to choose from; empty where it offers none."""
    found: list[str] = []
    for part in field_types(annotation):
        if get_origin(part) is Literal:
            found.extend(str(choice) for choice in get_args(part))
        elif isinstance(part, type) and issubclass(part, Enum):
            found.extend(str(choice.value) for choice in part)
    return found


def field_types(annotation: Any) -> list[Any]:
    """The types that a value, or an item of a list of values, may have."""
    items = [
        item for part in _parts(annotation) for item in (get_args(part)[:1] if get_origin(part) is tuple else (part,))
    ]
    return [get_args(item)[0] if get_origin(item) is Annotated else item for item in items]


def is_list(annotation: Any) -> bool:
    """Whether the field holds a list of values."""
    return any(get_origin(part) is tuple for part in _parts(annotation))


def _inner_fields(annotation: Any) -> list[str]:
    for item in field_types(annotation):
        if isinstance(item, type) and issubclass(item, BaseModel):
            return [info.alias or name for name, info in item.model_fields.items()]
    return []
