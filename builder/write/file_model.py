"""What a file of the program should hold: its model by its path, and the fields inside it by theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from builder.model.field import fact
from builder.model.overlay import Overlay
from builder.model.place import FieldPath
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.register import Company, Explanation, Span
from builder.model.synonyms import Synonyms
from builder.read.field_types import is_day_at, is_text_at, types_at
from builder.read.program import REGISTERS
from builder.record_types import TYPES

_FILES: dict[str, type[BaseModel]] = {
    "records/company.yaml": Company,
    "records/overlay.yaml": Overlay,
    "records/synonyms.yaml": Synonyms,
    "records/explained.yaml": Explanation,
}
_FORM_TAIL = ("people", "signatures", "links", "attachments", "confidentiality", "notes")
_FORM_HEAD = ("id", "date", "site", "recorded_by")


@dataclass(frozen=True)
class FileModel:
    """The model of a file's data.

    Attributes:
        model: Of the file, or of each item where it is a list.
        is_list: Whether the file is a list of them.
    """

    model: type[BaseModel]
    is_list: bool = False


def file_model(path: str) -> FileModel | None:
    """What a file should hold, by its path; None for a file that isn't a part of the program, or an attachment.

    A Markdown document's model is that of its front matter.
    """
    parts = path.split("/")
    name = parts[-1].lower()
    if name.endswith(".md"):
        return FileModel(Policy) if parts[0] == "policies" else None
    if parts[0] != "records" or not name.endswith((".yaml", ".yml")):
        return None
    if path in _FILES:
        return FileModel(_FILES[path], is_list=_FILES[path] is Explanation)
    if len(parts) == 3 and parts[1] in REGISTERS:
        return FileModel(REGISTERS[parts[1]][0])
    if len(parts) == 4 and parts[1] in TYPES:
        return FileModel(TYPES[parts[1]])
    return None


@cache
def field_orders(model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """The orders in which a model's fields may stand; the first is preferred.

    A record stands as it is defined (what every record has, then its own), or as `muster new` lays it out to be filled in (its own
    first, then people, signatures and the rest). What holds for a stretch of days may begin or end with it: `from`, then who; or who,
    then `from`.
    """
    names = {name: info.alias or name for name, info in model.model_fields.items() if not fact(info, "hidden")}
    defined = tuple(names.values())
    if issubclass(model, Span):
        days = tuple(written for name, written in names.items() if name in Span.model_fields)
        return (defined, (*(written for written in defined if written not in days), *days))
    if not issubclass(model, Record):
        return (defined,)
    own = tuple(written for name, written in names.items() if name not in Record.model_fields)
    return (defined, (*_FORM_HEAD, *own, *_FORM_TAIL))


def model_at(held: FileModel, path: FieldPath) -> type[BaseModel] | None:
    """The model of the mapping at a path; None where none is known, or more than one."""
    models = [
        each
        for each in types_at(held.model, path[1:] if held.is_list else path)
        if isinstance(each, type) and issubclass(each, BaseModel)
    ]
    return models[0] if len(models) == 1 else None


def is_text_in(held: FileModel, path: FieldPath) -> bool:
    """Whether free text is what stands at a path: no number, no day, no true or false."""
    return is_text_at(held.model, path[1:] if held.is_list else path)


def is_day_in(held: FileModel, path: FieldPath) -> bool:
    """Whether a day, and no other text, stands at a path."""
    return is_day_at(held.model, path[1:] if held.is_list else path)
