"""Two people changed the same file of fields: their changes put together field by field, and entry by entry in lists.

Only data here: mappings, lists, text, whole numbers, yes/no, nothing. The order of asking makes no difference but where both wrote something else into
the same field: there theirs stays, and the path of the field is told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from builder.model.place import FieldPath
from builder.write.plain_data import is_same
from builder.write.three_ways import put_together

ABSENT: Final = object()
"""Stands for a field or entry that isn't there."""

NAMING = (
    "id", "path", "public", "about", "key", "person", "name", "role", "record", "question", "site", "date", "from",
    "law", "section", "item", "hazard", "topic", "course", "code", "number", "title", "kind", "shift", "level",
)  # fmt: skip
"""Fields by which an entry of a list is known again, alone or two or three together, most telling first."""


class Merge:
    """One merge of data, and what could not be settled on the way.

    Attributes:
        clashes: Fields that both changed, each in another way; the result has theirs.
        kept: Fields or entries that one side took out and the other changed; the result has them as changed.
    """

    def __init__(self) -> None:
        self.clashes: list[FieldPath] = []
        self.kept: list[FieldPath] = []

    def merge(self, base: Any, ours: Any, theirs: Any, path: FieldPath = ()) -> Any:
        """What both together make of the value; `ABSENT` where it is gone.

        Args:
            base: As both began with it; `ABSENT` where it wasn't there.
            ours: What we made of it, likewise.
            theirs: What they made of it, likewise.
            path: Where it stands, for what is told.
        """
        if is_same(ours, theirs) or is_same(base, ours):
            return theirs
        if is_same(base, theirs):
            return ours
        if ours is ABSENT or theirs is ABSENT:
            self.kept.append(path)
            return theirs if ours is ABSENT else ours
        if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
            return self._merge_fields(base if isinstance(base, Mapping) else {}, ours, theirs, path)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self._merge_lists(base if isinstance(base, list) else [], ours, theirs, path)
        self.clashes.append(path)
        return theirs

    def _merge_fields(
        self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], path: FieldPath
    ) -> dict[str, Any]:
        found = {}
        for name in dict.fromkeys((*theirs, *ours)):
            before, mine, other = (side.get(name, ABSENT) for side in (base, ours, theirs))
            value = self.merge(before, mine, other, (*path, name))
            if value is not ABSENT:
                found[name] = value
        return found

    def _merge_lists(self, base: list[Any], ours: list[Any], theirs: list[Any], path: FieldPath) -> list[Any]:
        fields = find_naming(base, ours, theirs)
        if fields is None:
            return self._merge_nameless(base, ours, theirs, path)
        known = [{_name(entry, fields): entry for entry in side} for side in (base, ours, theirs)]
        places = {name: at for at, name in enumerate(known[2])}
        merged = {}
        for name in dict.fromkeys((*known[0], *known[1], *known[2])):
            before, mine, other = (side.get(name, ABSENT) for side in known)
            value = self.merge(before, mine, other, (*path, places.get(name, len(places))))
            if value is not ABSENT:
                merged[name] = value
        return [merged[name] for name in _order(list(known[0]), list(known[1]), list(known[2]), merged)]

    def _merge_nameless(self, base: list[Any], ours: list[Any], theirs: list[Any], path: FieldPath) -> list[Any]:
        """Entries that nothing tells apart but all of their content."""
        found: list[Any] = []
        for piece in put_together(*([write_plain(entry) for entry in side] for side in (base, ours, theirs))):
            if piece.clash is not None:
                self.clashes.append((*path, len(found)))
            found += [json.loads(entry) for entry in piece.lines]
        return found


def write_plain(value: Any) -> str:
    """The value as one text, the same for the same data."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def find_naming(*lists: Sequence[Any]) -> tuple[str, ...] | None:
    """The fields by which the entries of all these lists are told apart; empty where an entry is its own name, None where nothing does."""
    entries = [entry for side in lists for entry in side]
    if not any(isinstance(entry, (Mapping, list)) for entry in entries):
        return () if all(_are_distinct(side, ()) for side in lists) else None
    if not all(isinstance(entry, Mapping) for entry in entries):
        return None
    there = [name for name in NAMING if all(isinstance(entry.get(name), (str, int)) for entry in entries)]
    tried = (fields for size in (1, 2, 3) for fields in combinations(there, size))
    return next((fields for fields in tried if all(_are_distinct(side, fields) for side in lists)), None)


def _are_distinct(side: Sequence[Any], fields: tuple[str, ...]) -> bool:
    return len({_name(entry, fields) for entry in side}) == len(side)


def _name(entry: Any, fields: tuple[str, ...]) -> str:
    return write_plain([entry[field] for field in fields] if fields else entry)


def _order(base: list[str], ours: list[str], theirs: list[str], there: Mapping[str, Any]) -> list[str]:
    """The names that are there: as the side that moved them has them; new ones behind what they were put behind."""
    shared = set(base) & set(ours) & set(theirs)
    both = [name for name in base if name in shared]
    moved = [[name for name in side if name in shared] != both for side in (ours, theirs)]
    # Where both moved entries or neither did, the choice must not depend on which side is called ours.
    first, second = (ours, theirs) if moved[0] != moved[1] and moved[0] else (theirs, ours)
    if moved[0] == moved[1]:
        first, second = sorted((ours, theirs))
    result = [name for name in first if name in there]
    placed = set(result)
    own = placed - set(base) - set(second)
    at = 0
    for name in second:
        if name in placed:
            at = result.index(name) + 1
        elif name in there:
            # Behind what the other side put there.
            while at < len(result) and result[at] in own:
                at += 1
            result.insert(at, name)
            at += 1
    return result
