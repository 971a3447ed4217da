"""Whether a fault can be put right without knowing more than the file says; what is doubtful is a person's to decide."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from builder.model.finding import Fault
from builder.model.place import FieldPath, Place
from builder.read.field_types import is_day_at, is_text_at, is_yes_or_no_at

YES_AND_NO: Mapping[str, bool] = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "True", "TRUE"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF", "False", "FALSE"), False),
}
"""What people write for true and false."""


MOST_JUDGED = 20
"""Faults of one file up to which it is tried out whether each can be mended: every trial reads the whole file again."""


def judge_number_like(
    faults: Iterable[Fault], places: Mapping[FieldPath, Place], value: Any, model: type[BaseModel], *, is_list: bool
) -> Iterator[Fault]:
    """The faults of a text, with those of number-like text told apart by the field they stand in.

    In a field of text, quotes are what is missing; in one of true or false, `yes` can only mean one thing. Where a number or a day
    belongs, quotes would only hide what is wrong: nobody but the author knows whether 012 is 12.
    """
    found = list(faults)
    if not any(fault.name == "number-like-text" for fault in found):
        yield from found
        return
    paths = {place: path for path, place in places.items() if isinstance(_at(value, path), str)}
    for fault in found:
        path = paths.get(fault.place) if fault.name == "number-like-text" else None
        if path is None:
            yield fault
            continue
        within = path[1:] if is_list else path
        if not is_day_at(model, within):  # What is no day is told about where its field is read.
            is_clear = can_be_written_clearly(_at(value, path), model, within)
            fix = fault.fix if is_clear else _HOW_A_NUMBER_IS_WRITTEN
            yield replace(fault, mendable=is_clear, fix=fix)


_HOW_A_NUMBER_IS_WRITTEN = "No text belongs here: write a whole number plainly, 20 and not 020, or true or false."


def can_be_written_clearly(text: str, model: type[BaseModel], path: FieldPath) -> bool:
    """Whether number-like text at a path inside a model has one meaning that can be written: in quotes, or as true or false."""
    return is_text_at(model, path) or (is_yes_or_no_at(model, path) and text in YES_AND_NO)


def would_fit(model: type[BaseModel], data: Any, path: FieldPath, new: Any) -> bool:
    """Whether another value at a path takes away a fault and brings no other."""
    changed = copy.deepcopy(data)
    _at(changed, path[:-1])[path[-1]] = new
    return _count_faults(model, changed) < _count_faults(model, data)


def would_fit_as(model: type[BaseModel], data: Any, path: FieldPath, name: str) -> bool:
    """Whether a field that isn't known takes away a fault, and brings no other, under another name."""
    changed = copy.deepcopy(data)
    holder = _at(changed, path[:-1])
    if name in holder:
        return False
    holder[name] = holder.pop(path[-1])
    return _count_faults(model, changed) < _count_faults(model, data)


def _count_faults(model: type[BaseModel], data: Any) -> int:
    try:
        model.model_validate_json(json.dumps(data), by_alias=True, by_name=False)
    except ValidationError as error:
        return error.error_count()
    return 0


def _at(value: Any, path: FieldPath) -> Any:
    for step in path:
        value = value[step]
    return value
