"""Files that are not shown to anyone because nobody has said who may see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

UNNAMED = "a file that is not shown"
"""What stands in a sentence where the name of such a file would: a name alone can tell whose hearing test it is."""


@dataclass(frozen=True)
class Withheld:
    """What was left out of a snapshot for want of a decision.

    Attributes:
        counts: How many files of a record or a document are left out, by the path of the record or document.
        names: Names and paths of all files above the level, decided upon or not. They are here so that they can be taken out of
            sentences, and must not be shown.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = field(default=frozenset(), repr=False)

    def words(self, path: str) -> str:
        """A sentence about the files of a record or document, by its path; empty where none is left out."""
        count = self.counts.get(path, 0)
        if not count:
            return ""
        them, subject = ("it", "1 file is") if count == 1 else ("them", f"{count} files are")
        return f"{subject} not shown: nobody has said who may see {them} (level:)."

    def unname(self, text: str) -> str:
        """A sentence without the names of files that are not shown."""
        return self._pattern.sub(UNNAMED, text) if self.names else text

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first: a path holds the name, and one name may end with another.
        names = sorted(self.names, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, names)))


NOTHING_WITHHELD = Withheld()
"""Of a snapshot that was not lowered, or in which somebody decided about every file."""
