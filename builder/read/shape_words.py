"""What doesn't fit a model, in the words of the person who wrote it."""

from __future__ import annotations

import difflib
import json
import re
from typing import Any

from builder.model.finding import Fault
from builder.model.place import FieldPath, Place
from builder.read.mendable import YES_AND_NO

DAY_WITH_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}")
"""A day as editors on the web write it."""


def day_with_time(place: Place, path: FieldPath, text: str) -> Fault:
    """The fault of a day that is written with a time of day."""
    message = f"{subject_of(path)} is {text}: a day with a time of day, as editors on the web write it."
    fix = (
        f"Write the day alone. It is {text[:10]} if that was the day where you are: "
        "at midnight in London it is still the evening before in Alberta."
    )
    return Fault(place, "day-with-time", message, fix)


def without_digest(place: Place, data: Any, path: FieldPath) -> Fault:
    """The fault of an attachment without `sha256`; `about` holds the file that it names."""
    entry = data["attachments"][path[1]]
    name = str(entry.get("path") or "?") if isinstance(entry, dict) else "?"
    message = f"The attachment {name} has no `sha256`, so nobody can tell later whether it is still the same file."
    return Fault(place, "attachment-without-digest", message, "Add `sha256:` with the file's SHA-256.", (name,))


def written_clearly(error: Any) -> Any:
    """A value of the type expected that says the same: 5 for "5", true for "yes"; None where there is none.

    A number where text belongs says less than the text did: the editor that took the quotes from 0142 took the zero as well.
    """
    kind, value = error["type"], error.get("input")
    if kind == "int_type" and isinstance(value, str) and re.fullmatch(r"0|-?[1-9][0-9]{0,8}", value):
        return int(value)
    if kind == "bool_type" and isinstance(value, str):
        return YES_AND_NO.get(value, {"true": True, "false": False}.get(value))
    return None


def subject_of(path: FieldPath) -> str:
    """What a sentence about a value begins with: its field, or the list that it is an item of."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "This value"
    return f"`{names[-1]}`" if path[-1] == names[-1] else f"An item of `{names[-1]}`"


def sentence_about(error: Any, where: str) -> str:
    """What one of pydantic's errors says about a value, beginning with the value's field."""
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


def advice_on(error: Any) -> str:
    """What the person can type instead; empty where that can't be said."""
    if error["type"] == "string_type" and isinstance(error.get("input"), int | bool):
        lost = (
            ""
            if isinstance(error["input"], bool)
            else " If it began with zeros, they are lost here: look at the paper."
        )
        return f'Write it in quotes: "{json.dumps(error["input"])}".{lost}'
    if error["type"] == "int_type" and re.fullmatch(r"-?[0-9]+", str(error.get("input"))):
        return f"Write it without quotes: {error['input']}."
    return ""
