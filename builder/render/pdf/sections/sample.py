"""Which records are printed in full: spread over sites and months, the same for the same seed."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from pydantic import BaseModel

from builder.model.record import Record
from builder.model.stored import Stored

SAMPLE_SIZE = 12
"""Records of a type that are printed in full: one for each month of the window. Up to this many are printed whole."""

SCANNED_SHARE = 8
"""How many of them are looked for among records with a scan first, so that paper and index can be compared."""

LONG_SAMPLE = 3
"""Records of a type that are printed in full where each of them is a list of a page or more, such as a month of timesheets."""

LONG_LIST = 40
"""Rows of a record's lists, on average over the register, that make it long."""


def has_long_lists(records: Sequence[Stored[Record]]) -> bool:
    """Whether the records of a register are lists that fill pages."""
    return sum(_count_rows(stored.value) for stored in records) > LONG_LIST * len(records)


def _count_rows(record: Record) -> int:
    values = (getattr(record, name) for name in type(record).model_fields if name not in Record.model_fields)
    return sum(len(value) for value in values if isinstance(value, tuple) and value and isinstance(value[0], BaseModel))


def choose_sample(
    records: Sequence[Stored[Record]], *, seed: str, size: int = SAMPLE_SIZE
) -> tuple[Stored[Record], ...]:
    """The records to print in full, by date, then id: all of a small register, else `size`.

    Two thirds are taken from those with a scan as far as there are so many. Within that, each next one comes from the site and
    then from the month that has the fewest so far; a hash of seed and id decides between equals. So nobody can pick, and
    another seed gives another sample.
    """
    if len(records) <= size:
        return tuple(records)
    scanned = [stored for stored in records if stored.value.has_scan]
    chosen = _spread(scanned, [], min(SCANNED_SHARE * size // SAMPLE_SIZE, len(scanned)), seed)
    taken = {stored.value.id for stored in chosen}
    rest = [stored for stored in records if stored.value.id not in taken]
    chosen = _spread(rest, chosen, size, seed)
    return tuple(sorted(chosen, key=lambda stored: (stored.value.date, stored.value.id)))


def _spread(
    candidates: Sequence[Stored[Record]], chosen: Sequence[Stored[Record]], size: int, seed: str
) -> list[Stored[Record]]:
    taken = list(chosen)
    left: dict[str, list[Stored[Record]]] = defaultdict(list)
    for stored in sorted(candidates, key=lambda each: _draw(seed, each.value.id)):
        left[stored.value.site or ""].append(stored)
    sites = Counter(stored.value.site or "" for stored in taken)
    months = Counter(_month(stored) for stored in taken)
    while len(taken) < size and left:
        site = min(left, key=lambda name: (sites[name], _draw(seed, name)))
        index = min(range(len(left[site])), key=lambda at: (months[_month(left[site][at])], at))
        stored = left[site].pop(index)
        if not left[site]:
            del left[site]
        taken.append(stored)
        sites[site] += 1
        months[_month(stored)] += 1
    return taken


def _month(stored: Stored[Record]) -> tuple[int, int]:
    return stored.value.date.year, stored.value.date.month


def _draw(seed: str, id: str) -> str:
    return hashlib.sha256(f"{seed}\n{id}".encode()).hexdigest()
