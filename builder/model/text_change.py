"""What changed in the text of a document between two approved revisions, passage by passage, for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class PassageKind(StrEnum):
    """What a passage of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    ROW = "row"
    CODE = "code"


class State(StrEnum):
    """What became of words or of a passage."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Run(NamedTuple):
    """Words that stayed, came or went together; a passage that changed has runs of several states."""

    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, an entry of a list or a row of a table.

    Attributes:
        kind: Which of them.
        runs: Its words, in reading order; what went stands before what came in its place.
        state: Of the whole.
        mark: What stands before an entry: its number, or a dot; as in the newer revision where both have it.
        level: Of a heading, 2 to 6; of an entry, how many lists it stands in.
    """

    kind: PassageKind
    runs: tuple[Run, ...]
    state: State
    mark: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """As it reads in the newer revision; one that went, as it read."""
        gone = State.ADDED if self.state is State.REMOVED else State.REMOVED
        return " ".join(run.text for run in self.runs if run.state is not gone)


@dataclass(frozen=True)
class TextChange:
    """What changed between two revisions.

    Attributes:
        passages: Of both, in reading order.
    """

    passages: tuple[Passage, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether a reader sees no difference."""
        return all(passage.state is State.SAME for passage in self.passages)

    def changed(self) -> Iterator[tuple[str, Passage]]:
        """Every passage that isn't the same, with the heading it stands under; empty before the first. A heading stands under itself."""
        heading = ""
        for passage in self.passages:
            if passage.kind is PassageKind.HEADING:
                heading = passage.text
            if passage.state is not State.SAME:
                yield heading, passage


TextChanges = Mapping[tuple[str, str], TextChange]
"""By git's ids of the older and the newer approved content."""
