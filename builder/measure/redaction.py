"""Redacted copies: the text of a record or a document without what readers of a level may not see, written anew.

What is hidden is what `at_level` took out of the value that was read from the text, so a copy never shows more than a page does.
Comments are dropped, because a comment can hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from builder.model.day import parse_day
from builder.model.field import level_of
from builder.model.level import Level, highest
from builder.read.front_matter import split_front_matter
from builder.read.yaml_text import read_yaml

NOT_SET = "level not set"
"""What stands in a marker in the place of a level where nobody has set one."""

_PERSON_ID = re.compile(r"\bP-\d{3,5}\b")
_BODY_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|^ {0,3}\[(?://|#|_|comment)\]:[^\n]*", re.DOTALL | re.IGNORECASE | re.MULTILINE
)
"""Comments of HTML, and what people write as a comment in Markdown: the target of a link that nothing uses."""


@dataclass(frozen=True)
class Hidden:
    """A value that a redacted copy holds back.

    Attributes:
        pointer: Where it stands in the YAML of the file (RFC 6901): `/notes`, `/deficiencies/0/item`; the empty one is the file.
        level: Its level in words: "office", "restricted", or "level not set".
        value: As it stands in the file: text, integers, true/false, null, lists, mappings. Not to be shown.
    """

    pointer: str
    level: str
    value: Any


@dataclass(frozen=True)
class Redacted:
    """A redacted copy before it is written.

    Attributes:
        data: The YAML with a marker in the place of each hidden value, in the order of the record type's fields.
        body: Of a document, without comments; None for a record.
        hidden: In the order in which they stand.
    """

    data: Mapping[str, Any]
    body: str | None
    hidden: tuple[Hidden, ...]


def needs_redaction(text: str, whole: BaseModel, lowered: BaseModel, level: Level) -> bool:
    """Whether the file can't be shown as it is to readers of a level.

    Args:
        text: Of the file.
        whole: What was read from it.
        lowered: The same at the level.
        level: Of the readers; comments are free text, which is office.
    """
    if whole != lowered:
        return True
    if level.shows(Level.OFFICE):
        return False
    return "#" in _head(text) or bool(_BODY_COMMENT.search(text) or _PERSON_ID.search(text))


def redact(text: str, whole: BaseModel, lowered: BaseModel, level: Level) -> Redacted:
    """The redacted copy of a record's YAML or a document's Markdown.

    Args:
        text: Of the file; it has been read without a fault that makes it unusable.
        whole: What was read from it.
        lowered: The same at the level.
        level: Of the readers.
    """
    raw = read_data(text)
    hider = _Hider(level, type(whole))
    kept = hider.hide(raw, whole, lowered, ())
    front = split_front_matter(text)
    body = None
    if front is not None:
        body = _BODY_COMMENT.sub("", front.body)
        body = body if level.shows(Level.OFFICE) else _PERSON_ID.sub(marker(Level.OFFICE.value), body)
    return Redacted(_in_order(kept, type(whole)), body, tuple(hider.hidden))


def read_data(text: str) -> Any:
    """The YAML of a record, or of the head of a document, as plain data."""
    return read_yaml(_head(text), "").value


def marker(level: str) -> str:
    """What stands in the place of a hidden value: "[withheld: office]"."""
    return f"[withheld: {level}]"


def find_value(data: Any, pointer: str) -> Any:
    """The value at a pointer (RFC 6901) in plain data.

    Raises:
        KeyError: Nothing stands there.
    """
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(data, Mapping) and key in data:
            data = data[key]
        elif isinstance(data, Sequence) and not isinstance(data, str) and key.isdecimal() and int(key) < len(data):
            data = data[int(key)]
        else:
            raise KeyError(pointer)
    return data


def as_plain_days(data: Any) -> Any:
    """The data with days as days, so that a writer of YAML leaves them without quotes."""
    if isinstance(data, Mapping):
        return {key: as_plain_days(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_plain_days(value) for value in data]
    try:
        return parse_day(data)
    except ValueError:
        return data


class _Hider:
    """Walks a file's data beside the value that was read from it and what is left of that; notes what is hidden."""

    def __init__(self, level: Level, model: type[BaseModel]) -> None:
        self.level = level
        self.model = model
        self.hidden: list[Hidden] = []

    def hide(self, raw: Any, whole: Any, lowered: Any, steps: tuple[str | int, ...]) -> Any:
        """The data with markers."""
        if isinstance(raw, Mapping) and isinstance(whole, BaseModel) and type(whole) is type(lowered):
            names = _names(type(whole))
            return {
                key: self._field(value, whole, lowered, names.get(key), (*steps, key))
                for key, value in raw.items()
                # What somebody called a field of their own can say as much as what stands in it; a pointer to it would name it too.
                if key in names or self.level.shows(Level.OFFICE)
            }
        if whole == lowered:
            return self._without_people(raw, steps)
        if isinstance(raw, list) and isinstance(whole, tuple) and isinstance(lowered, tuple) and lowered:
            return self._list(raw, whole, lowered, steps)
        return self._marked(raw, steps, whole)

    def _field(self, raw: Any, whole: BaseModel, lowered: BaseModel, name: str | None, steps: Any) -> Any:
        if name is None:
            # Nobody knows who may see what no field declares.
            return self._marked(raw, steps, None)
        return self.hide(raw, getattr(whole, name), getattr(lowered, name), steps)

    def _list(self, raw: list[Any], whole: tuple[Any, ...], lowered: tuple[Any, ...], steps: Any) -> Any:
        if len(raw) == len(whole) == len(lowered):
            parts = zip(raw, whole, lowered, strict=True)
            return [self.hide(*part, (*steps, at)) for at, part in enumerate(parts)]
        if len(raw) != len(whole):
            return self._marked(raw, steps, whole)
        kept = []
        left = list(lowered)
        for at, (item, value) in enumerate(zip(raw, whole, strict=True)):
            # Some were left out: those that are still there come in the same order.
            if left and left[0] == value:
                left.pop(0)
                kept.append(self._without_people(item, (*steps, at)))
            else:
                kept.append(self._marked(item, (*steps, at), value))
        return kept

    def _without_people(self, raw: Any, steps: tuple[str | int, ...]) -> Any:
        """Shown data; below office the id of a person, which may stand in any text, is not."""
        if self.level.shows(Level.OFFICE):
            return raw
        if isinstance(raw, Mapping):
            return {key: self._without_people(value, (*steps, key)) for key, value in raw.items()}
        if isinstance(raw, list):
            return [self._without_people(value, (*steps, at)) for at, value in enumerate(raw)]
        if isinstance(raw, str) and _PERSON_ID.search(raw):
            return self._marked(raw, steps, None)
        return raw

    def _marked(self, raw: Any, steps: tuple[str | int, ...], whole: Any) -> str:
        level = self._level(steps, whole)
        self.hidden.append(Hidden(_pointer(steps), level, raw))
        return marker(level)

    def _level(self, steps: tuple[str | int, ...], whole: Any) -> str:
        """Of a hidden value: its own where it says so, else that of its field; always above the readers'."""
        above = Level.OFFICE if Level.POSTED.shows(self.level) else Level.RESTRICTED
        if steps[0] in ("attachments", "signed_copy"):
            parts = whole if isinstance(whole, tuple) else (whole,)
            levels = [getattr(each, "level", None) for each in parts]
            if None in levels:
                return NOT_SET
            return highest(above, *(each for each in levels if isinstance(each, Level))).value
        name = _names(self.model).get(str(steps[0]))
        declared = level_of(self.model.model_fields[name]) if name else above
        return highest(above, declared).value


def _names(model: type[BaseModel]) -> dict[str, str]:
    """Names of the fields by the keys under which a file may have them."""
    names = {name: name for name in model.model_fields}
    return names | {info.alias: name for name, info in model.model_fields.items() if info.alias}


def _in_order(data: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The fields in the order of the model, whatever the order of the file: that too could say something."""
    order = [key for name, info in model.model_fields.items() for key in (info.alias, name) if key]
    known = [key for key in dict.fromkeys(order) if key in data]
    return {key: data[key] for key in (*known, *sorted(data.keys() - set(known)))}


def _pointer(steps: tuple[str | int, ...]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def _head(text: str) -> str:
    front = split_front_matter(text)
    return front.head if front else text
