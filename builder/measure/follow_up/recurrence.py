"""Deficiencies that come back after they were closed: the same words at the same site, or on the same piece of equipment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from builder.measure.follow_up.deficiency import Deficiency
from builder.model.day import add_months

WITHIN_MONTHS = 6
"""How long after closing a deficiency that is found again puts the action in question: a repair or a rule should outlast two seasons of
work, and later than that wear is the likelier cause. Our default."""

ALIKE = 0.5
"""Share of words in common (of all words in either text) from which two deficiencies at a site count as the same. At a half, "Extension
cord across the walkway" meets "Cord across walkway", but not "Extension cord without ground pin". Our default."""

ALIKE_ON_ASSET = 0.25
"""The same on one piece of equipment, where fewer words are enough, since the place is the same already."""

_EMPTY_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        "a an and are as at be been but by for from had has in into is it its no not of off on one or our out over so "
        "still than that the their there they to too two under up was were when which with without",
    )
)
"""Words that say nothing about what was found."""


@dataclass(frozen=True)
class Recurrence:
    """A deficiency found again after an earlier one like it was closed.

    Attributes:
        again: The later one.
        before: The one like it that was closed last before that.
        likeness: From 0 to 1.
    """

    again: Deficiency
    before: Deficiency
    likeness: float


def find_recurrences(deficiencies: Iterable[Deficiency]) -> tuple[Recurrence, ...]:
    """Every deficiency that came back within half a year of closing, sorted by the day it was found again.

    Two entries of one record are never the same, and what was found while the earlier one was still open is the same deficiency seen
    twice, not one that returned.
    """
    by_place: dict[str, list[Deficiency]] = defaultdict(list)
    for each in deficiencies:
        place = each.asset or each.site
        if place and each.text:
            by_place[place].append(each)
    found = [recurrence for group in by_place.values() for recurrence in _in_group(group)]
    return tuple(
        sorted(found, key=lambda each: (each.again.found_on, each.again.source.value.id, str(each.again.steps)))
    )


def _in_group(group: list[Deficiency]) -> Iterator[Recurrence]:
    closed = sorted(
        (each for each in group if each.closed_on),
        key=lambda each: (each.closed_on, each.source.value.id, str(each.steps)),
    )
    days = [each.closed_on for each in closed]
    for again in group:
        # Only what was closed in the half year before comes into question, so that a long history costs no more.
        first = bisect_left(days, add_months(again.found_on, -WITHIN_MONTHS), key=lambda day: day or date.min)
        last = bisect_left(days, again.found_on, key=lambda day: day or date.min)
        best = _last_before(again, closed[first:last])
        if best is not None:
            yield best


def _last_before(again: Deficiency, closed: Iterable[Deficiency]) -> Recurrence | None:
    best: Recurrence | None = None
    for before in closed:
        likeness = measure_likeness(before.text, again.text)
        enough = ALIKE_ON_ASSET if again.asset else ALIKE
        is_other = before.source.value.id != again.source.value.id
        if (
            is_other
            and likeness >= enough
            and (best is None or _rank(before, likeness) > _rank(best.before, best.likeness))
        ):
            best = Recurrence(again, before, likeness)
    return best


def _rank(before: Deficiency, likeness: float) -> tuple[date, float, str, str]:
    return (before.closed_on or date.min, likeness, before.source.value.id, str(before.steps))


def measure_likeness(one: str, other: str) -> float:
    """How much two texts are about the same thing: the share of their telling words that they have in common, from 0 to 1.

    The same in both directions, and 1 for a text with itself; 0 where either says nothing.
    """
    first, second = telling_words(one), telling_words(other)
    return len(first & second) / len(first | second) if first and second else 0.0


@lru_cache(maxsize=8192)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, in small letters, without plural endings."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return frozenset(_stem(word) for word in words if word not in _EMPTY_WORDS)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
