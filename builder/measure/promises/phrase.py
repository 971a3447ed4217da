"""What the text of a document says about rhythms: "weekly inspection", "quarterly committee meetings"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from builder.model.day import Period
from builder.record_types import TYPES

RHYTHMS: Mapping[str, tuple[Period, ...]] = MappingProxyType(
    {
        "daily": (Period(days=1),),
        "weekly": (Period(days=7),),
        "biweekly": (Period(days=14),),
        "monthly": (Period(months=1), Period(days=28), Period(days=30)),
        "quarterly": (Period(months=3), Period(days=91)),
        "semi-annual": (Period(months=6),),
        "annual": (Period(months=12), Period(days=365)),
        "yearly": (Period(months=12), Period(days=365)),
    }
)
"""Words that say how often, and the lengths of time that mean the same."""


@dataclass(frozen=True)
class Phrase:
    """A rhythm that the text gives to a record.

    Attributes:
        words: As written: "weekly site inspection".
        rhythm: The word for how often, in small letters.
        line: Counted from 1, in the body.
    """

    words: str
    rhythm: str
    line: int


def find_rhythms(body: str, record_type: str) -> Iterator[Phrase]:
    """Every place where the text puts a word for a rhythm right before the name of a record, at most one word between.

    Nothing else is looked at: "the plan is reviewed yearly, after each drill" says nothing about how often drills are.
    """
    pattern = _pattern(record_type)
    for number, line in enumerate(body.splitlines(), 1):
        for found in pattern.finditer(line):
            yield Phrase(found[0], found["rhythm"].lower(), number)


@lru_cache(maxsize=128)
def _pattern(record_type: str) -> re.Pattern[str]:
    names = {record_type.replace("-", " ")}
    if record_type in TYPES:
        names |= {TYPES[record_type].TITLE.lower(), TYPES[record_type].PLURAL.lower()}
    nouns = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
    rhythms = "|".join(map(re.escape, RHYTHMS))
    return re.compile(rf"\b(?P<rhythm>{rhythms})(?: [a-z-]+)? (?:{nouns})(?:s|es)?\b", re.IGNORECASE)
