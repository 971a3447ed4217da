"""The sample company with a canary in every name, title and free text: none may be heard where nobody is to be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from builder.measure.snapshot import take_snapshot
from builder.model.field import fact
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard

REPOSITORY = Path(__file__).parents[3]
CANARY = "Tweety"
NAME = "Woodstock"

_KEPT = frozenset({"id", "path", "sha256", "course", "task", "key", "first_work_day", "role"})
"""Text that other parts of the program are found by, or that has one of a few values."""


@cache
def sing() -> Snapshot:
    """A snapshot of the sample in which every person's name holds one canary, and all other text another."""
    program = read_program(FolderSource(REPOSITORY))
    people = {id: _with(stored, name=f"{NAME} {id.replace('P-', 'Nr')}") for id, stored in program.people.items()}
    positions = {id: _with(stored, title=f"{CANARY} {id}") for id, stored in program.positions.items()}
    sites = {id: _with(stored, name=f"{CANARY} {id}") for id, stored in program.sites.items()}
    changed: Program = replace(
        program,
        people=MappingProxyType(people),
        positions=MappingProxyType(positions),
        sites=MappingProxyType(sites),
        records=tuple(replace(stored, value=_silly(stored.value)) for stored in program.records),
    )
    return take_snapshot(changed, read_standard("alberta-cor", "2023"), as_of=date(2026, 10, 31))


def _with(stored: Stored[Any], **update: str) -> Stored[Any]:
    return replace(stored, value=stored.value.model_copy(update=update))


def _silly(model: BaseModel) -> Any:
    """The model with a canary in every free text, also in its parts; what refers to something or is one of a few words stays."""
    update: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        is_free = not fact(info, "refers") and name not in _KEPT and "Literal" not in str(info.annotation)
        is_free = is_free and not any(getattr(each, "pattern", None) for each in info.metadata)
        if isinstance(value, BaseModel):
            update[name] = _silly(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            update[name] = tuple(_silly(each) for each in value)
        elif isinstance(value, str) and is_free and (info.annotation is str or str in get_args(info.annotation)):
            update[name] = f"{CANARY} and {NAME}"
        elif isinstance(value, tuple) and is_free and value and isinstance(value[0], str):
            update[name] = (f"{CANARY} and {NAME}",)
    return model.model_copy(update=update)
