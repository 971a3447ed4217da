"""Data as the strict reader gives it back: text, whole numbers, true and false, nothing, lists and fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from builder.model.day import parse_day
from builder.model.place import FieldPath

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def plain_data(value: Any) -> Any:
    """The value as reading it back gives it: a day as text, tuples as lists, 7.5 as the text "7.5" (a fraction is text here).

    Raises:
        TypeError: It holds something that a YAML file of the program can't.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {str(key): plain_data(item) for key, item in value.items()}
    raise TypeError(f"A {type(value).__name__} can't stand in a YAML file of the program.")


def is_same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same; true and 1 are not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(item, other[key]) for key, item in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other)


def with_days(value: Any) -> Any:
    """The plain value with days for text that is one, because a day is written without quotes."""
    if isinstance(value, dict):
        return {key: with_days(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_days(item) for item in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return parse_day(value)
        except ValueError:
            return value
    return value


def at_path(value: Any, path: FieldPath) -> Any:
    """What stands at a path.

    Raises:
        KeyError: Nothing does.
    """
    for step in path:
        is_there = (
            step in value
            if isinstance(value, dict)
            else step in range(len(value))
            if isinstance(value, list)
            else False
        )
        if not is_there:
            raise KeyError(path)
        value = value[step]
    return value
