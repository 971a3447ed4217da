"""Files that stand in another place than their id and day say, where moving them is all that is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored


@dataclass(frozen=True)
class Move:
    """A file that goes to another place, with those that belong to it.

    Attributes:
        id: Of the record or entry.
        source: Where it stands.
        target: Where it belongs.
        beside: Its attachments, from where to where.
    """

    id: str
    source: str
    target: str
    beside: tuple[tuple[str, str], ...] = ()


def misfiled(program: Program) -> Mapping[str, Move]:
    """The moves that put files where they belong, by the path of the file.

    Left out is what a person has to decide: an id that another file has too or that doesn't begin as its type's do, a place that is
    taken, and a scan that other records of its folder name as well.
    """
    return program.once(_find_moves)


def _find_moves(program: Program) -> Mapping[str, Move]:
    everything = list(_everything(program))
    number_of = Counter(stored.value.id for stored in everything)
    taken = {path.casefold() for path in program.files} | {path.casefold() for path in program.unreadable}
    names = _names_by_folder(program)
    found: dict[str, Move] = {}
    for stored in everything:
        move = _move_of(stored, names)
        if move is None or number_of[stored.value.id] > 1:
            continue
        targets = [move.target, *(target for _, target in move.beside)]
        sources = {move.source.casefold(), *(source.casefold() for source, _ in move.beside)}
        if any(target.casefold() in taken - sources for target in targets):
            continue
        if all(source in program.files for source, _ in move.beside):
            found[stored.path] = move
            taken |= {target.casefold() for target in targets}
    return MappingProxyType(found)


def _everything(program: Program) -> Iterator[Stored[Any]]:
    yield from program.records
    for register in (program.people, program.sites, program.positions, program.assets, program.contractors):
        yield from register.values()


def _names_by_folder(program: Program) -> Mapping[str, Counter[str]]:
    """How many records of a folder name a file as an attachment."""
    found: dict[str, Counter[str]] = {}
    for stored in program.records:
        folder = stored.path.rpartition("/")[0]
        found.setdefault(folder, Counter()).update({each.path for each in stored.value.attachments})
    return found


def _move_of(stored: Stored[Any], names: Mapping[str, Counter[str]]) -> Move | None:
    """Where a file belongs, if not where it stands."""
    value = stored.value
    folder, _, name = stored.path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    prefix = getattr(type(value), "PREFIX", "")
    if prefix and not value.id.startswith(f"{prefix}-"):
        return None
    right = f"records/{value.TYPE}/{value.date.year}" if isinstance(value, Record) else folder
    if right == folder:
        return None if stem == value.id else Move(value.id, stored.path, f"{folder}/{value.id}{dot}{ending}")
    attached = {each.path for each in value.attachments}
    if any("/" in each or names[folder][each] > 1 for each in attached):
        return None
    beside = tuple((f"{folder}/{each}", f"{right}/{each}") for each in sorted(attached))
    return Move(value.id, stored.path, f"{right}/{value.id}{dot}{ending}", beside)
