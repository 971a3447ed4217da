"""What changed between two revisions of a file, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PartChange:
    """A part of a file that changed.

    Attributes:
        name: A heading of a document, a field of a front matter or a record; empty for what stands before the first.
        added, removed: Words.
        state: "new" or "gone" where only one of the two has such a part; else "changed".
    """

    name: str
    added: int
    removed: int
    state: str = "changed"


@dataclass(frozen=True)
class Difference:
    """What changed between two revisions.

    Attributes:
        added, removed: Words of the text; those of a document's front matter don't count.
        parts: The headings of the text that changed, or the fields of a record, in the order of the newer one, gone ones last.
        fields: The fields of a document's front matter that changed, likewise.
        lines: The first changed lines of the text, part by part, each with "− " or "+ " in front; long ones are cut.
        more_lines: How many changed lines there are beside them.
    """

    added: int = 0
    removed: int = 0
    parts: tuple[PartChange, ...] = ()
    fields: tuple[PartChange, ...] = ()
    lines: tuple[str, ...] = ()
    more_lines: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether no word differs; line breaks may."""
        return not (self.parts or self.fields)


Differences = Mapping[tuple[str, str], Difference]
"""By git's ids of the older and the newer content."""
