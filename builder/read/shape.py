"""Plain data against a model: the value, or faults that say in the reader's words what doesn't fit, each with its place."""

from __future__ import annotations

import copy
import difflib
import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from builder.model.field import fact
from builder.model.finding import Fault
from builder.model.place import FieldPath, Place
from builder.model.record import Record
from builder.read.yaml_text import Document

ModelT = TypeVar("ModelT", bound=BaseModel)


_write = json.JSONEncoder(check_circular=False).encode
"""Plain data that was read has an end; see `read_yaml`."""


def shape(model: type[ModelT], document: Document, value: Any, what: str) -> tuple[ModelT | None, list[Fault]]:
    """The value as a `model`, or None with the faults that keep it from being one.

    Empty fields (`person:` with nothing behind it) count as not written, so that a template can be filled in step by step.
    An unknown field is a fault but doesn't cost the rest of the file.

    Args:
        model: What the value should be.
        document: Where it was read from; gives the places.
        value: Plain data of the whole document.
        what: What the file is, for messages: "an inspection".
    """
    made, _, faults = shape_from_json(model, document, value, what)
    return made, faults


def shape_from_json(
    model: type[ModelT], document: Document, value: Any, what: str
) -> tuple[ModelT | None, str, list[Fault]]:
    """Like `shape`, with the JSON from which `validate` makes the value again."""
    if not isinstance(value, dict):
        place = document.places.get((), Place("?"))
        message = f"The file should hold fields, `name: value`, to be {what}."
        return None, "", [Fault(place, "value-not-allowed", message, "")]
    data = _without_empty(value, model) if document.has_empty else value
    faults: list[Fault] = []
    for name in [name for name in _hidden_fields(model) if name in data]:
        faults.append(_unknown(document, model, (name,), what))
        data = {key: item for key, item in data.items() if key != name}
    for _ in range(2):
        try:
            text = _write(data)
            return validate(model, text), text, faults
        except ValidationError as error:
            found = [_fault(each, data, model, document, what) for each in error.errors(include_url=False)]
            faults.extend(fault for fault, _ in found)
            extra = [path for fault, path in found if fault.name == "unknown-field"]
            if len(extra) < len(found):
                return None, "", faults
            data = copy.deepcopy(data)
            for path in extra:
                _remove(data, path)
    return None, "", faults


def validate(model: type[ModelT], text: str | bytes) -> ModelT:
    """The value of a model from JSON, its fields called as they are written in a file.

    Raises:
        ValidationError: It doesn't fit.
    """
    return model.model_validate_json(text, by_alias=True, by_name=False)


def needed_but_empty(value: BaseModel, document: Document, what: str) -> list[Fault]:
    """Faults for fields that may be left out but without which the entry says too little.

    A record with a scan attached may leave its detail on paper.
    """
    faults = []
    for name, info, is_index in _fields_that_matter(type(value)):
        if is_index and getattr(value, "asset", None):
            continue
        if not is_index and getattr(value, "has_scan", False):
            continue
        if name == "review_every" and getattr(value, "translates", None):
            continue  # A translation is reviewed with its original.
        held = getattr(value, name)
        if held in (None, ()) or (isinstance(held, str) and not held.strip()):
            faults.append(_empty(value, info.alias or name, info, document, what))
    return faults


@cache
def _fields_that_matter(model: type[BaseModel]) -> tuple[tuple[str, FieldInfo, bool], ...]:
    """Name and field, and whether it is an index field: needed even where a scan is attached.

    Where a site record happened is one: a scan in the drawer of an unknown site proves nothing.
    """
    has_site = issubclass(model, Record) and model.UNIT in ("site", "crew-day")
    return tuple(
        (name, info, has_site and name == "site")
        for name, info in model.model_fields.items()
        if (has_site and name == "site") or fact(info, "needed")
    )


@cache
def _hidden_fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name, info in model.model_fields.items() if fact(info, "hidden"))


def _empty(value: BaseModel, written: str, info: FieldInfo, document: Document, what: str) -> Fault:
    title = (info.title or written).lower()
    shown = f"`{written}`" if title == written.replace("_", " ") else f"`{written}` ({title})"
    can_scan = isinstance(value, Record) and written != "site"
    return Fault(
        document.places.get((written,)) or document.places.get((), Place("?")),
        "detail-missing",
        f"{shown} is empty; {what} {'proves nothing' if isinstance(value, Record) else 'is incomplete'} without it.",
        f"Fill in `{written}`" + (", or attach the signed scan." if can_scan else "."),
        (str(value.id),) if hasattr(value, "id") else (),
    )


def _without_empty(value: Any, model: type[BaseModel] | None) -> Any:
    """The value without the fields that are written and left empty; unknown ones stay, so that a slip in a name is found."""
    if isinstance(value, dict):
        known = _by_written_name(model) if model else value
        return {
            key: _without_empty(item, _inner_model(model, key) if model else None)
            for key, item in value.items()
            if item is not None or key not in known
        }
    if isinstance(value, list):
        return [_without_empty(item, model) for item in value]
    return value


def _remove(data: Any, path: FieldPath) -> None:
    for step in path[:-1]:
        data = data[step]
    del data[path[-1]]


def _fault(error: Any, data: Any, model: type[BaseModel], document: Document, what: str) -> tuple[Fault, FieldPath]:
    path = _written_path(error, data)
    kind, name = error["type"], str(path[-1]) if path else ""
    place = document.place(path)
    if kind == "extra_forbidden":
        return _unknown(document, model, path, what), path
    if kind == "missing":
        return (
            Fault(
                place,
                "field-missing",
                f"`{name}` is missing or empty; {what} needs it.",
                f"Add `{name}:` with its value.",
            ),
            path,
        )
    return Fault(place, "value-not-allowed", _sentence(error, _subject(path)), _advice(error)), path


def _unknown(document: Document, model: type[BaseModel], path: FieldPath, what: str) -> Fault:
    names = field_names(model, path[:-1])
    near = difflib.get_close_matches(str(path[-1]), names, n=1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return Fault(
        document.key_places.get(path) or document.place(path),
        "unknown-field",
        f"`{path[-1]}` is not a field of {what}.{hint}",
        f"The fields here are: {', '.join(names)}.",
    )


def _written_path(error: Any, data: Any) -> FieldPath:
    """The way to the fault in the data as written; pydantic's own steps ("function-before[…]", "[key]") lead nowhere and go."""
    path: FieldPath = ()
    for step in error["loc"]:
        if (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int)):
            data = data[step]
        elif error["type"] != "missing":
            continue
        path = (*path, step)
    return path


def _subject(path: FieldPath) -> str:
    """What a sentence about a value begins with: its field, or the list that it is an item of."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "This value"
    return f"`{names[-1]}`" if path[-1] == names[-1] else f"An item of `{names[-1]}`"


def _sentence(error: Any, where: str) -> str:
    kind, value = error["type"], error.get("input")
    seen = json.dumps(value, ensure_ascii=False, default=str)
    seen = seen if len(seen) <= 60 else f"{seen[:57]}…"
    context = error.get("ctx", {})
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected", "")).replace("'", "")
        near = difflib.get_close_matches(str(value), expected.replace(" or ", ", ").split(", "), n=1)
        return f"{where} can't be {seen}; it is one of {expected}." + (f" Did you mean {near[0]}?" if near else "")
    if kind == "value_error":
        return f"{where} is {seen}. {context.get('error', error['msg'])}"
    if kind == "string_pattern_mismatch":
        return f"{where} is {seen}, which doesn't have the form expected ({_shape_of(context.get('pattern', ''))})."
    if kind in ("string_type", "date_type"):
        return f"{where} is {seen}; text is expected here."
    if kind in ("int_type", "int_parsing", "int_from_float"):
        return f"{where} is {seen}; a whole number is expected here."
    if kind == "bool_type":
        return f"{where} is {seen}; true or false is expected here."
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return f"{where} is {seen}; it is {bound}."
    if kind == "string_too_short":
        return f"{where} is {seen}; at least {context['min_length']} letters are expected here."
    if kind in ("tuple_type", "list_type"):
        return f"{where} is {seen}; a list is expected here: [one, two], or a line with `- ` for each."
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"{where} is {seen}; fields are expected here: {{name: value}}."
    return f"{where} is {seen}. {error['msg']}."


_SHAPES = {
    r"^[a-z]{2,4}-[0-9]{4,6}$": "like insp-0042",
    r"^[0-9a-f]{64}$": "64 digits 0-9 a-f",
    r"^[0-9a-f]{40}$": "40 digits 0-9 a-f",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": 'hours and minutes in quotes, "07:30"',
    r"^[0-9]{4}-(0[1-9]|1[0-2])$": "a month like 2026-03",
    r"^P-[0-9]{3,5}$": "like P-017",
    r"^A-[0-9]{3,5}$": "like A-004",
    r"^C-[0-9]{2,4}$": "like C-02",
    r"^[A-Z]{2,5}-[0-9]{2,4}(-[A-Z]{2,3})?$": "like POL-01",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits and dashes, like main-shop",
    r"^[a-z]{2,3}(-[A-Z]{2})?$": "a language like en or fr",
}


def _shape_of(pattern: str) -> str:
    return _SHAPES.get(pattern, f"pattern {pattern}")


def _advice(error: Any) -> str:
    if error["type"] == "string_type" and isinstance(error.get("input"), int | bool):
        return f'Write it in quotes: "{json.dumps(error["input"])}".'
    if error["type"] == "int_type" and re.fullmatch(r"-?[0-9]+", str(error.get("input"))):
        return f"Write it without quotes: {error['input']}."
    return ""


def field_names(model: type[BaseModel], path: FieldPath) -> tuple[str, ...]:
    """The names that fields may have at a path inside a model, as they are written in a file."""
    for step in path:
        inner = _inner_model(model, str(step)) if not isinstance(step, int) else model
        if inner is None:
            return ()
        model = inner
    return tuple(_by_written_name(model))


@cache
def _by_written_name(model: type[BaseModel]) -> Mapping[str, Any]:
    return {
        info.alias or name: info.annotation for name, info in model.model_fields.items() if not fact(info, "hidden")
    }


@lru_cache(maxsize=4096)
def _inner_model(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    stack = [_by_written_name(model).get(name)]
    while stack:
        annotation = stack.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        stack.extend(get_args(annotation))
    return None
