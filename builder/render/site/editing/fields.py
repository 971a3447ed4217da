"""A field of a definition as a field of a form in the editor (Decap's widgets, decapcms.org/docs/widgets, read 2026-11-23)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.model.day import Period
from builder.model.field import fact
from builder.model.policy import KIND_TITLES, SignedCopy
from builder.model.record import Attachment, Record
from builder.render.site.editing.labels import ATTACHMENTS_HINT

Field = dict[str, Any]
"""A field as Decap's configuration has it."""

SOURCES = {
    "person": "people",
    "site": "sites",
    "position": "positions",
    "asset": "assets",
    "contractor": "contractors",
    "policy": "policies",
}
"""Lists that a form chooses from, by what an id refers to. Records are too many for a list; their ids are typed."""

BY_NAME = {
    ("answers", True): "questions",
    ("not_applicable.question", False): "questions",
    ("forms", True): "types",
    ("record", False): "types",
    ("required_training", True): "courses",
    ("courses", True): "courses",
}
"""Lists for fields that hold ids of ours rather than of the company: questions of the standard, record types, courses."""

_FILES = (Attachment, SignedCopy)
"""Parts that hold a file beside the entry and its check sum."""

NOT_IN_FORMS = (dict,)
"""Mappings with names of their own have no widget: the form leaves them out, and what the file says of them stays."""


def form_fields(model: type[BaseModel], *, is_optional: bool = False) -> list[Field]:
    """The form of a model: its fields in the order in which they are written, those without a widget left out.

    With `is_optional` nothing in it has to be filled in: the part as a whole may be left out, and Decap would ask for its fields all the same.
    """
    found = []
    for name, info in model.model_fields.items():
        made = None if fact(info, "hidden") else form_field(model, name, info)
        if made is not None:
            found.append(_loosened(made) if is_optional else made)
    return found


def form_field(model: type[BaseModel], name: str, info: FieldInfo) -> Field | None:
    """One field of a form, or None for what no widget can hold."""
    written = info.alias or name
    item, is_list = _kind(info.annotation)
    if item is None:
        return None
    made: Field = {"name": written, "label": _label(written, info), "required": info.is_required()}
    if hint := _hint(info):
        made["hint"] = hint
    if model in _FILES and name == "sha256":
        return {"name": written, "label": "SHA-256", "widget": "hidden", "required": False}
    if model in _FILES and name == "path":
        return made | {"widget": "muster-file", "media_folder": "", "public_folder": "", "hint": ""}
    if name == "attachments":
        made["hint"] = ATTACHMENTS_HINT
    made |= _list_widget(written, info, item) if is_list else _widget(written, info, item)
    return _with_usual_role(model, made) if name == "people" and issubclass(model, Record) else made


def _with_usual_role(model: type[Record], people: Field) -> Field:
    """The list of people, each of whom begins with the role in which people sign such a record: who was at a talk attended it."""
    role = next((each.removeprefix("role:") for each in model.SIGNERS if each.startswith("role:")), "")
    if not role:
        return people
    fields = [each | {"default": role} if each["name"] == "role" else each for each in people["fields"]]
    return people | {"fields": fields}


def _loosened(made: Field) -> Field:
    return {**made, "required": False}


def _label(written: str, info: FieldInfo) -> str:
    words = info.title or written.replace("_", " ").replace("-", " ").capitalize()
    return f"{words} *" if info.is_required() or fact(info, "needed") else words


def _hint(info: FieldInfo) -> str:
    help = info.description or ""
    # Quoting is the file's business; a form writes what was typed, with quotes where they are needed.
    return help.removesuffix("Quoted.").removesuffix(", quoted.").strip()


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The type of a value, or of an item of a list, and whether it is a list; None for what no widget holds."""
    if get_origin(annotation) in (Union, UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        if len(parts) != 1:
            return None, False
        annotation = parts[0]
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is tuple:
        item, is_nested = _kind(get_args(annotation)[0])
        return (None, True) if is_nested else (item, True)
    if get_origin(annotation) in NOT_IN_FORMS or annotation in NOT_IN_FORMS:
        return None, False
    return annotation, False


def _widget(written: str, info: FieldInfo, item: Any) -> Field:
    if source := _source(written, info, is_list=False):
        return {"widget": "muster-choice", "source": source}
    if options := _options(item):
        return {"widget": "select", "options": options}
    if isinstance(item, type) and issubclass(item, BaseModel):
        return _object(info, item)
    if item is bool:
        return {"widget": "boolean", "required": False}
    if item is int:
        return {"widget": "number", "value_type": "int", "step": 1, **_bounds(info)}
    if item is date:
        # As text: Decap's own date would be written as a moment with a time zone.
        return {"widget": "datetime", "date_format": "YYYY-MM-DD", "time_format": False, "format": "YYYY-MM-DD"}
    if item is Period:
        return {"widget": "string", "pattern": [r"^P[0-9A-Z]+$", "is written like P1M (a month), P12M, P1W or P5D"]}
    widget: Field = {"widget": "text" if fact(info, "widget") == "long-text" else "string"}
    return widget | _pattern(info)


def _list_widget(written: str, info: FieldInfo, item: Any) -> Field:
    if source := _source(written, info, is_list=True):
        return {"widget": "muster-choice", "source": source, "multiple": True}
    if options := _options(item):
        return {"widget": "select", "options": options, "multiple": True}
    shared = {"widget": "list", "collapsed": False, "minimize_collapsed": True, "default": []}
    if isinstance(item, type) and issubclass(item, BaseModel):
        fields = form_fields(item)
        seen = [each["name"] for each in fields if each["widget"] not in ("hidden", "object", "list")]
        first = " · ".join(f"{{{{fields.{name}}}}}" for name in seen[:2])
        return {**shared, "fields": fields, "summary": first, "label_singular": _one(info)}
    # Never without `field`: Decap would ask for one line and cut it at each comma.
    inner = {"name": written, "label": _one(info), "required": False} | _widget(written, info, item)
    return {**shared, "field": inner, "label_singular": _one(info)}


def _one(info: FieldInfo) -> str:
    title = info.title or "Entry"
    ends = {"ies": "y", "People": "Person", "addresses": "address"}
    for many, one in ends.items():
        if title.endswith(many):
            return title.removesuffix(many) + one
    return title.removesuffix("s") if not title.endswith("ss") else title


def _object(info: FieldInfo, item: type[BaseModel]) -> Field:
    is_optional = not info.is_required()
    return {
        "widget": "object",
        "collapsed": is_optional,
        "fields": form_fields(item, is_optional=is_optional),
        "required": False,
    }


def _source(written: str, info: FieldInfo, *, is_list: bool) -> str:
    refers = fact(info, "refers")
    return SOURCES.get(str(refers), "") or BY_NAME.get((written, is_list), "")


def _options(item: Any) -> list[Any]:
    """What a choice offers; documents by the words that people use for their kinds."""
    values: list[Any] = []
    if get_origin(item) is Literal:
        values = list(get_args(item))
    elif isinstance(item, type) and issubclass(item, Enum):
        values = [str(choice.value) for choice in item]
    if values and set(values) == set(KIND_TITLES):
        return [{"label": KIND_TITLES[value], "value": value} for value in values]
    return [{"label": _words(value), "value": value} for value in values]


def _words(value: object) -> str:
    return str(value).replace("-", " ")


def _bounds(info: FieldInfo) -> Field:
    found: Field = {}
    for each in info.metadata:
        if getattr(each, "ge", None) is not None:
            found["min"] = each.ge
        if getattr(each, "le", None) is not None:
            found["max"] = each.le
    return found


def _pattern(info: FieldInfo) -> Field:
    for each in info.metadata:
        pattern = getattr(each, "pattern", None)
        if isinstance(pattern, str):
            return {"pattern": [pattern, _in_words(info, pattern)]}
        least = getattr(each, "min_length", None)
        if least:
            return {"pattern": [f"^[\\s\\S]{{{least},}}$", f"needs at least {least} signs"]}
    return {}


def _in_words(info: FieldInfo, pattern: str) -> str:
    known = {
        r"^([01][0-9]|2[0-3]):[0-5][0-9]$": "is a time like 07:30",
        r"^[0-9a-f]{64}$": "is a SHA-256 of 64 signs",
        r"^[a-z]{2,3}(-[A-Z]{2})?$": "is a language like en, fr or pa",
        r"^[a-z0-9]+(-[a-z0-9]+)*$": "has small letters, digits and hyphens, like main-shop",
    }
    return known.get(pattern, f"is not written as it should be. {info.description or ''}".strip())
