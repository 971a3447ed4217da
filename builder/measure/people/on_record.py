"""Who stands on a record, in whatever field: for an index by which names are held against signatures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from builder.model.field import fact
from builder.model.record import Record


def people_on(record: Record) -> frozenset[str]:
    """Ids of everybody the record names: who made it, signed it, attended, owns an action; words that aren't an id are left out."""
    return frozenset(id for id in _people(record) if id.startswith("P-"))


def _people(model: BaseModel) -> Iterator[str]:
    fields = _fields_of_people(type(model))
    for name in type(model).model_fields:
        value = getattr(model, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from _people(each)
            elif isinstance(each, str) and name in fields:
                yield each


@cache
def _fields_of_people(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(name for name, info in model.model_fields.items() if fact(info, "refers") == "person")
