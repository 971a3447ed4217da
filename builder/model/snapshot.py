"""The program as of one commit and one day: what every rule, page and pack is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from builder.model.approval import Approval
from builder.model.coverage import Coverage, Expected
from builder.model.difference import Differences
from builder.model.history import History
from builder.model.law import NO_LAW, Law
from builder.model.level import Level
from builder.model.previous_pack import PreviousPack
from builder.model.program import Program
from builder.model.standard import Standard
from builder.model.text_change import TextChanges
from builder.model.withheld import NOTHING_WITHHELD, Withheld


@dataclass(frozen=True)
class Window:
    """The days whose events count, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class WorkTree:
    """How the files on disk differ from the commit: found by hashing, never by asking git for its status.

    Attributes:
        changed: Paths whose bytes differ.
        added: Paths on disk that the commit doesn't have.
        removed: Paths of the commit that are not on disk.
    """

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing differs."""
        return not (self.changed or self.added or self.removed)


@dataclass(frozen=True)
class Snapshot:
    """The program with everything measured on it.

    Attributes:
        program: What was read, records dated after `as_of` left out.
        standard: What it is held against.
        as_of: The day on which everything is judged.
        window: The days whose events count.
        left_out: How many later-dated records were left out.
        expected: Every record that an obligation promises up to `as_of`, sorted by id.
        coverage: Answers to the standard's questions.
        history: What git says, or None when it was not examined (why not is in `history_note`).
        work_tree: Differences between disk and commit; None when not examined.
        level: Up to which level values are in it.
        law: The law it is held against.
        previous: The earlier pack that was given to hold it against; None if none was.
        approvals: What shows that each document is approved, by path.
        differences: What changed between the revisions of documents; only where pages are made that show it.
        text_changes: What changed in the text between approved revisions of documents; only where pages are made that show it.
        withheld: Files that are left out because nobody has said who may see them; nothing in a snapshot that was not lowered.
    """

    program: Program
    standard: Standard
    as_of: date
    window: Window
    left_out: int
    expected: tuple[Expected, ...]
    coverage: Coverage
    history: History | None = None
    history_note: str = ""
    work_tree: WorkTree | None = None
    level: Level = Level.OFFICE
    law: Law = NO_LAW
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of people, sites, positions, assets, contractors and documents by id, for people to read."""
    previous: PreviousPack | None = None
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    differences: Differences = field(default_factory=dict)
    text_changes: TextChanges = field(default_factory=dict)
    withheld: Withheld = NOTHING_WITHHELD

    def name(self, id: str) -> str:
        """The name behind an id, or the id itself where the name may not be shown or isn't known."""
        return self.names.get(id, id)
