"""Between a value that was read and what is kept of it: JSON that its model validates again."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from builder.model.finding import Fault
from builder.model.place import Place
from builder.read.file_text import FileText
from builder.read.places import Places
from builder.read.read_files import Reading
from builder.read.shape import validate
from builder.read.yaml_text import Document

ModelT = TypeVar("ModelT", bound=BaseModel)

_NOTHING = b""

# Made once: `json.dumps` makes a new encoder for every text that isn't written its usual way.
_write = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Recalled(NamedTuple):
    """What an earlier run found in a file.

    Attributes:
        value: Of its model.
        places: Where its values stand.
        faults: What reading it ran into.
        more: What else was kept.
    """

    value: Any
    places: Places
    faults: list[Fault]
    more: dict[str, Any]


def keep(
    file: FileText, text: str, document: Document, faults: list[Fault], more: dict[str, Any] | None = None
) -> None:
    """Keep what reading a file gave.

    Args:
        file: That was read.
        text: The JSON that its model took.
        document: Its places.
        faults: What reading it ran into.
        more: Other plain data.
    """
    if not isinstance(document.places, Places):
        return
    mark = _write(document.places.mark).encode()
    rest = _NOTHING
    if faults or more:
        rest = _write({"faults": [_plain(fault) for fault in faults], "more": more or {}}).encode()
    file.keep(Reading(text.encode(), mark, rest))


def recall(file: FileText, model: type[ModelT]) -> Recalled | None:
    """What an earlier run found in the same bytes under the same path; None where nothing fitting was kept."""
    reading = file.reading
    if reading is None:
        return None
    try:
        value = validate(model, reading.value)
        rest = json.loads(reading.rest) if reading.rest else {"faults": [], "more": {}}
        return Recalled(
            value, Places(file.path, reading.mark), [_fault(each) for each in rest["faults"]], dict(rest["more"])
        )
    except (ValidationError, ValueError, KeyError, TypeError):
        return None


def _plain(fault: Fault) -> list[Any]:
    place = fault.place
    return [place.path, place.line, place.column, fault.name, fault.message, fault.fix, fault.about, fault.mendable]


def _fault(plain: list[Any]) -> Fault:
    path, line, column, name, message, fix, about, mendable = plain
    return Fault(Place(path, line, column), name, message, fix, tuple(about), bool(mendable))
