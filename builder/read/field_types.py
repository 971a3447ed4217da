"""Which types the value at a path inside a model may have."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from builder.model.field import fact
from builder.model.place import FieldPath


def types_at(model: type[BaseModel], path: FieldPath) -> tuple[Any, ...]:
    """The types that the value at a path may have, lists and mappings among them; empty where no field is known there."""
    return _types_at(model, tuple(0 if isinstance(step, int) else step for step in path))


@lru_cache(maxsize=4096)
def _types_at(model: type[BaseModel], path: FieldPath) -> tuple[Any, ...]:
    found: tuple[Any, ...] = (model,)
    for step in path:
        found = tuple(inner for each in found for inner in _below(each, step))
    return found


def is_text_at(model: type[BaseModel], path: FieldPath) -> bool:
    """Whether free text is what stands at a path: no number, no day, no true or false; also where no field is known."""
    return not any(
        each in (int, float, bool, date) or _has_choice_of(each, (int, bool)) for each in types_at(model, path)
    )


def is_day_at(model: type[BaseModel], path: FieldPath) -> bool:
    """Whether a day, and no other text, stands at a path."""
    return _are_all(types_at(model, path), date)


def is_yes_or_no_at(model: type[BaseModel], path: FieldPath) -> bool:
    """Whether true or false, and nothing else, stands at a path."""
    return _are_all(types_at(model, path), bool)


def _are_all(found: tuple[Any, ...], wanted: type) -> bool:
    return wanted in found and all(each in (wanted, type(None)) for each in found)


def _has_choice_of(each: Any, kinds: tuple[type, ...]) -> bool:
    return get_origin(each) is Literal and any(isinstance(choice, kinds) for choice in get_args(each))


def _below(each: Any, step: str | int) -> Iterator[Any]:
    if isinstance(step, int):
        if get_origin(each) in (tuple, list):
            yield from _flat(get_args(each)[0])
    elif isinstance(each, type) and issubclass(each, BaseModel):
        for name, info in each.model_fields.items():
            if (info.alias or name) == step and not fact(info, "hidden"):
                yield from _flat(info.annotation)
    elif get_origin(each) is dict:
        yield from _flat(get_args(each)[1])


def _flat(annotation: Any) -> Iterator[Any]:
    """The types that an annotation stands for, without wrappers."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _flat(part)
    elif origin is Annotated:
        yield from _flat(get_args(annotation)[0])
    else:
        yield annotation
