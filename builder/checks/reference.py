"""Every id that the program's files name, found from the models' own declarations (`refers`), each with its place."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from builder.model.field import Refers, fact
from builder.model.finding import Problem
from builder.model.place import FieldPath
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored

_COMPARED = 300
"""Ids that a mistyped one is compared with at most."""


@dataclass(frozen=True)
class Reference:
    """An id named somewhere.

    Attributes:
        id: What is named.
        steps: The way to it inside its file.
    """

    id: str
    steps: FieldPath


@dataclass(frozen=True)
class _Branch:
    """A field that holds ids of the wanted kind, or parts that do."""

    attribute: str
    written: str
    inner: type[BaseModel] | None


def list_stored(program: Program) -> Iterator[Stored[Any]]:
    """Everything that was read: company, registers, documents, records, explanations."""
    if program.company:
        yield program.company
    for register in (program.people, program.sites, program.positions, program.assets, program.contractors):
        yield from register.values()
    yield from program.policies
    yield from program.records
    yield from program.explained


def references(value: BaseModel, refers: Refers, steps: FieldPath = ()) -> Iterator[Reference]:
    """The ids of one kind that a value names."""
    for branch in _branches(type(value), refers):
        held = getattr(value, branch.attribute)
        if held is None or held == ():
            continue
        here = (*steps, branch.written)
        if isinstance(held, tuple):
            for index, item in enumerate(held):
                yield from _inside(item, branch, refers, (*here, index))
        else:
            yield from _inside(held, branch, refers, here)


def _inside(held: Any, branch: _Branch, refers: Refers, steps: FieldPath) -> Iterator[Reference]:
    if branch.inner is None:
        if isinstance(held, str):
            yield Reference(held, steps)
    elif isinstance(held, BaseModel):
        yield from references(held, refers, steps)


@cache
def _branches(model: type[BaseModel], refers: Refers) -> tuple[_Branch, ...]:
    found = []
    for name, info in model.model_fields.items():
        written = info.alias or name
        if fact(info, "refers") == refers:
            found.append(_Branch(name, written, None))
            continue
        inner = _inner_model(info.annotation)
        if inner is not None and inner is not model and _branches(inner, refers):
            found.append(_Branch(name, written, inner))
    return tuple(found)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    stack = [annotation]
    while stack:
        each = stack.pop()
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
        stack.extend(get_args(each))
    return None


_Named = dict[str, dict[str, list[Stored[Any]]]]
"""By kind of id and id: the files that name it."""


def _find_named(program: Program) -> _Named:
    """One way through everything for all kinds of ids."""
    found: _Named = {}
    for stored in list_stored(program):
        _note_named(stored.value, stored, found)
    return found


def _note_named(value: BaseModel, stored: Stored[Any], found: _Named) -> None:
    for attribute, refers in _fields_with_ids(type(value)):
        held = getattr(value, attribute)
        if not held:
            continue
        for item in held if isinstance(held, tuple) else (held,):
            if isinstance(item, str):
                found.setdefault(refers, {}).setdefault(item, []).append(stored)
            elif isinstance(item, BaseModel):
                _note_named(item, stored, found)


@cache
def _fields_with_ids(model: type[BaseModel]) -> tuple[tuple[str, Refers], ...]:
    """Attributes that hold ids, with their kind, or parts that do."""
    found: list[tuple[str, Refers]] = []
    for name, info in model.model_fields.items():
        refers = fact(info, "refers")
        inner = _inner_model(info.annotation)
        if refers or (inner is not None and inner is not model and _fields_with_ids(inner)):
            found.append((name, refers))
    return tuple(found)


def unknown_references(
    snapshot: Snapshot, refers: Refers, known: Iterable[str], noun: str, fix: str
) -> Iterator[Problem]:
    """A problem for every reference of a kind that leads nowhere.

    A file that could not be read still stands for its id: what is merely broken isn't reported as missing too.
    """
    program = snapshot.program
    ids = frozenset(known) | program.unreadable_ids
    named = program.once(_find_named).get(refers, {})
    # Only the few files that name an unknown id are gone through for its place.
    affected = {stored.path: stored for id in named.keys() - ids for stored in named[id]}
    for _, stored in sorted(affected.items()):
        for reference in references(stored.value, refers):
            if reference.id not in ids:
                message = f"{reference.id} is not {noun} of this program.{did_you_mean(reference.id, ids)}"
                yield Problem(stored.place(*reference.steps), message, fix, (reference.id,))


def did_you_mean(id: str, known: Collection[str]) -> str:
    """A question that offers the nearest known id, with a space before it; empty when none is near."""
    # Comparing with thousands of ids for each of thousands of broken links would take minutes.
    near = difflib.get_close_matches(id, sorted(known), n=1, cutoff=0.75) if len(known) <= _COMPARED else []
    return f" Did you mean {near[0]}?" if near else ""


def known_records(program: Program) -> frozenset[str]:
    """The ids of all records that have a file, those left out as too late included."""
    return frozenset(program.record_by_id) | {
        path.rsplit("/", 1)[-1].removesuffix(".yaml")
        for path in program.files
        if path.startswith("records/") and path.count("/") == 3 and path.endswith(".yaml")
    }
