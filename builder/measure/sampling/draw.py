"""Drawing records so that nobody can pick: spread over site, level and month, decided by the hash of a seed and an id.

The rule in words, so that an auditor's own script can repeat it, is `RULE`; the code below does that and nothing else.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

RULE: tuple[str, ...] = (
    (
        "Of every record four things are looked at and no others: its id, its site (empty if it has none), the year and month "
        "of its date, and the level of its person. The person is the one whom the record is about; where it is about no person, "
        "the first of those who must sign it. The level is the one of that person's employment on the record's day: "
        "senior-manager, manager, supervisor, worker, or empty."
    ),
    (
        "Every record gets a number: the SHA-256 digest of the seed, a line feed (one byte, 0A) and the id, both in UTF-8, read "
        "as 64 hexadecimal digits."
    ),
    (
        "A stratum is a site, a level and a month together. Records are drawn one after the other until the sample is full. The "
        "next one is looked for among the records not yet drawn of those strata from which the fewest have been drawn."
    ),
    (
        "Of these, those stay whose site has been drawn from least often; of these, those whose level has been; of these, those "
        "whose month has been. Of what is left the record with the smallest number is drawn."
    ),
)
"""The rule of `draw`, for people."""


class Candidate(NamedTuple):
    """All that the draw knows of a record; whatever isn't here can't steer it.

    Attributes:
        site: Its id, or empty.
        day: The date of the record; its year and month count.
        level: Level of the record's person on that day, or empty.
    """

    id: str
    site: str
    day: date
    level: str

    @property
    def month(self) -> str:
        """YYYY-MM."""
        return f"{self.day:%Y-%m}"

    @property
    def stratum(self) -> tuple[str, str, str]:
        """Site, level and month."""
        return self.site, self.level, self.month


def number_of(seed: str, id: str) -> str:
    """The number by which a record is drawn: 64 hexadecimal digits (SHA-256, FIPS 180-4) of seed, line feed and id."""
    return hashlib.sha256(f"{seed}\n{id}".encode()).hexdigest()


def draw(
    candidates: Iterable[Candidate], seed: str, size: int, *, after: Iterable[Candidate] = ()
) -> tuple[Candidate, ...]:
    """The records that a seed draws, in the order of drawing; all of them where there are no more than `size`.

    The order in which the candidates come doesn't matter. Every stratum is reached before any is reached twice; every site is, as soon
    as the sample has as many records as there are sites.

    Args:
        candidates: Each id once.
        seed: Whatever the auditor gave.
        size: How many to draw.
        after: What has been drawn before, which counts towards sites, levels, months and strata, but not towards `size`.
    """
    left = sorted(candidates, key=lambda each: (number_of(seed, each.id), each.id))
    drawn: list[Candidate] = []
    strata: Counter[tuple[str, str, str]] = Counter()
    sites: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    months: Counter[str] = Counter()

    def count(each: Candidate) -> None:
        strata[each.stratum] += 1
        sites[each.site] += 1
        levels[each.level] += 1
        months[each.month] += 1

    for each in after:
        count(each)
    while left and len(drawn) < size:
        # The smallest number decides between equals because `left` is in that order and min() keeps the first.
        chosen = min(
            left, key=lambda each: (strata[each.stratum], sites[each.site], levels[each.level], months[each.month])
        )
        left.remove(chosen)
        drawn.append(chosen)
        count(chosen)
    return tuple(drawn)
