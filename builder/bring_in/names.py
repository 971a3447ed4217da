"""Names as people write them in spreadsheets, matched to the entries of the registers; what is only near is never taken without asking."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_MOST_NEAR = 3
_ALIKE = 0.8

_MOST_SEARCHES = 400
"""Names for which like ones are looked for; it takes a look at every entry, and more names than this are another company's list."""


@dataclass(frozen=True)
class Match:
    """What a written name stands for.

    Attributes:
        id: The entry; empty where it isn't certain.
        is_short: Whether the entry was found by initials or without a middle name, so that a person should see it.
        near: Ids of entries that may be meant, the likeliest first.
    """

    id: str = ""
    is_short: bool = False
    near: tuple[str, ...] = ()


@dataclass
class NameBook:
    """Entries of a register by what people call them; a name is looked up once, however many rows have it.

    Attributes:
        names: What each entry is called, by id; several names are possible.
        of_people: Whether they are people, whose names come in several orders.
    """

    names: Mapping[str, tuple[str, ...]]
    of_people: bool = False
    _searches: int = 0
    _known: dict[str, Match] = field(default_factory=dict)
    _keys: dict[str, set[str]] = field(default_factory=dict)
    _short_keys: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for id, names in self.names.items():
            for name in (id, *names):
                self._keys.setdefault(plain(name), set()).add(id)
                if self.of_people and name != id:
                    words = plain(name).split()
                    self._keys.setdefault(" ".join((*words[-1:], *words[:-1])), set()).add(id)
                    for key in _short_names(words):
                        self._short_keys.setdefault(key, set()).add(id)

    def find(self, written: str) -> Match:
        """The entry that a written name stands for."""
        if written not in self._known:
            self._known[written] = self._find(written)
        return self._known[written]

    def _find(self, written: str) -> Match:
        keys = _orders(written) if self.of_people else [plain(written)]
        for table, is_short in ((self._keys, False), (self._short_keys, True)):
            found = set().union(*(table.get(key, ()) for key in keys)) if keys else set()
            if len(found) == 1:
                return Match(found.pop(), is_short)
            if found:
                return Match(near=tuple(sorted(found)))
        self._searches += 1
        return Match(near=self._near(keys) if self._searches <= _MOST_SEARCHES else ())

    def _near(self, keys: Iterable[str]) -> tuple[str, ...]:
        found: list[str] = []
        for key in keys:
            for near in difflib.get_close_matches(key, self._keys, n=_MOST_NEAR, cutoff=_ALIKE):
                found.extend(sorted(self._keys[near]))
            if self.of_people and key and " " not in key:
                # Everybody knows who Marnie is, until there are two of her.
                found.extend(
                    sorted(id for id, names in self.names.items() for name in names if plain(name).split()[:1] == [key])
                )
            if self.of_people and key:
                # Somebody with the same family name and the same first letter: Rob and Robert.
                last = key.split()[-1]
                same = (f"{key[0]} {last}",)
                found.extend(id for each in same for id in sorted(self._short_keys.get(each, ())))
        return tuple(dict.fromkeys(found))[:_MOST_NEAR]


def plain(text: str) -> str:
    """Small letters and digits with single spaces between: "Göran  O'Neil-Smith" → "goran oneil smith"."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’`´.")
    return " ".join(re.sub(r"[^\w]+|_", " ", letters).split())


def _orders(written: str) -> list[str]:
    """The ways to read a person's name: with a comma, the family name came first."""
    written = re.sub(r"\([^()]*\)", " ", written)
    last, comma, first = written.partition(",")
    if comma and plain(first):
        return [plain(f"{first} {last}")]
    key = plain(written)
    return [key] if key else []


def _short_names(words: list[str]) -> Iterable[str]:
    """What is left of a name without its middle names, and with only the first letter of its first."""
    if len(words) < 2:
        return
    first, last = words[0], words[-1]
    yield f"{first} {last}"
    yield f"{first[0]} {last}"
    yield f"{last} {first[0]}"
    for middle in words[1:-1]:
        yield f"{first} {middle[0]} {last}"
        yield f"{first[0]} {middle[0]} {last}"
