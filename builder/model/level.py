"""Who may see a value: public, posted, office, restricted."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How far a value may travel; ordered, the first is the widest.

    `public`: anyone. `posted`: what the law wants on the notice board of a site (first aiders, committee members, emergency
    contacts) and what every worker may read. `office`: the company and its auditor. `restricted`: medical, discipline, claims;
    never kept in the repository, because git never forgets.
    """

    PUBLIC = "public"
    POSTED = "posted"
    OFFICE = "office"
    RESTRICTED = "restricted"

    @property
    def rank(self) -> int:
        """0 for public up to 3 for restricted."""
        return _RANKS[self]

    def shows(self, other: Level) -> bool:
        """Whether a reader at this level may see a value of level `other`."""
        return _RANKS[other] <= _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}
"""Asked for every field of every record, so it is looked up instead of counted."""


def highest(*levels: Level) -> Level:
    """The narrowest audience asked for by any of `levels` (the highest level)."""
    return max(levels, key=lambda level: level.rank)
