"""Plain data against a model: the value, or faults that say in the reader's words what doesn't fit, each with its place."""

from __future__ import annotations

import copy
import difflib
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from builder.model.field import fact
from builder.model.finding import Fault
from builder.model.place import FieldPath, Place
from builder.model.record import Record
from builder.read.mendable import MOST_JUDGED, would_fit, would_fit_as
from builder.read.shape_words import (
    DAY_WITH_TIME,
    advice_on,
    day_with_time,
    sentence_about,
    subject_of,
    without_digest,
    written_clearly,
)
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
            judged = data if error.error_count() <= MOST_JUDGED else None
            found = [_fault(each, data, model, document, what, judged) for each in error.errors(include_url=False)]
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


def _fault(
    error: Any, data: Any, model: type[BaseModel], document: Document, what: str, judged: Any
) -> tuple[Fault, FieldPath]:
    """The fault and its path; whether it can be mended is tried out on `judged`, where there is any."""
    path = _written_path(error, data)
    kind, name = error["type"], str(path[-1]) if path else ""
    place = document.place(path)
    if kind == "extra_forbidden":
        return _unknown(document, model, path, what, judged), path
    if kind == "missing" and path[:1] == ("attachments",) and name == "sha256":
        return without_digest(place, data, path), path
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
    if kind == "value_error" and DAY_WITH_TIME.match(str(error.get("input"))):
        return day_with_time(place, path, str(error["input"])), path
    clear = written_clearly(error)
    can_mend = clear is not None and judged is not None and would_fit(model, judged, path, clear)
    message = sentence_about(error, subject_of(path))
    return Fault(place, "value-not-allowed", message, advice_on(error), mendable=can_mend), path


def _unknown(document: Document, model: type[BaseModel], path: FieldPath, what: str, judged: Any = None) -> Fault:
    names = field_names(model, path[:-1])
    all_near = difflib.get_close_matches(str(path[-1]), names, n=2)
    near = all_near[:1]
    can_mend = judged is not None and len(all_near) == 1 and would_fit_as(model, judged, path, near[0])
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return Fault(
        document.key_places.get(path) or document.place(path),
        "unknown-field",
        f"`{path[-1]}` is not a field of {what}.{hint}",
        f"The fields here are: {', '.join(names)}.",
        mendable=can_mend,
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
