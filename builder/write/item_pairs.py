"""Which items of a list are which of another, so that a comment stays with the item it speaks of."""

from __future__ import annotations

import difflib
import json
from typing import Any

Pair = tuple[int | None, int | None]
"""The index before and after; None where the item is new, or gone."""

_ALIKE = 0.5
"""Share of equal fields from which two items are taken for the same one, changed."""

_MOST_ALIKE = 90_000
"""Pairs up to which alike items are looked for in a stretch that was changed; beyond it, they count as gone and new."""

_MOST_PAIRS = 9_000_000
"""Pairs up to which equal items are looked for wherever they stand: difflib's time grows with them."""


def pair_items(old: list[Any], new: list[Any]) -> list[Pair]:
    """Every item of both lists once, in order: equal ones together, then alike ones, the rest alone."""
    before = [json.dumps(item, sort_keys=True) for item in old]
    after = [json.dumps(item, sort_keys=True) for item in new]
    if len(before) * len(after) > _MOST_PAIRS:
        return _pair_long(before, after)
    pairs: list[Pair] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            pairs.extend(zip(range(start, end), range(first, last), strict=True))
        else:
            pairs.extend(_pair_changed(old, new, range(start, end), range(first, last)))
    return pairs


def _pair_long(before: list[str], after: list[str]) -> list[Pair]:
    """Pairs by place, from both ends; what differs in length lies in the middle."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    rest = 0
    while rest < min(len(before), len(after)) - same and before[-1 - rest] == after[-1 - rest]:
        rest += 1
    pairs: list[Pair] = [(index, index) for index in range(same)]
    pairs.extend((index, None) for index in range(same, len(before) - rest))
    pairs.extend((None, place) for place in range(same, len(after) - rest))
    return [*pairs, *((len(before) - rest + step, len(after) - rest + step) for step in range(rest))]


def _pair_changed(old: list[Any], new: list[Any], before: range, after: range) -> list[Pair]:
    """Pairs within a stretch in which no two are equal."""
    if len(before) == len(after):
        return [pair for index, place in zip(before, after, strict=True) for pair in _one(old, new, index, place)]
    pairs: list[Pair] = []
    place = after.start
    for index in before:
        found = (
            _next_alike(old[index], new, range(place, after.stop)) if len(before) * len(after) < _MOST_ALIKE else None
        )
        if found is None:
            pairs.append((index, None))
            continue
        pairs.extend((None, each) for each in range(place, found))
        pairs.append((index, found))
        place = found + 1
    return [*pairs, *((None, each) for each in range(place, after.stop))]


def _one(old: list[Any], new: list[Any], index: int, place: int) -> list[Pair]:
    """Two items at the same place of the stretch: one that was changed, or one gone and one new."""
    is_same_kind = type(old[index]) is type(new[place]) or not isinstance(old[index], dict | list)
    if is_same_kind and (not isinstance(old[index], dict) or likeness(old[index], new[place]) > 0):
        return [(index, place)]
    return [(index, None), (None, place)]


def _next_alike(item: Any, new: list[Any], places: range) -> int | None:
    return next((place for place in places if likeness(item, new[place]) >= _ALIKE), None)


def likeness(one: Any, other: Any) -> float:
    """The share of fields in which two items agree; 0 where they have no fields, or none in common."""
    if not isinstance(one, dict) or not isinstance(other, dict) or not one or not other:
        return 0.0
    equal = sum(1 for key, value in one.items() if key in other and other[key] == value)
    return equal / max(len(one), len(other))
