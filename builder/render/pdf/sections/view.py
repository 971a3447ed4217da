"""What every section is made from: the snapshot, what was selected from it, and how names are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from builder.measure.past.in_force import Documents, list_documents
from builder.model.cache import Cache, NoCache
from builder.model.coverage import ElementCoverage
from builder.model.pack_choice import PackChoice
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.source_copy import SourceCopy
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.selection import Selection

ReadFile = Callable[[str], bytes]
"""The bytes of a file of the commit, by its path."""


@dataclass(frozen=True)
class View:
    """The material of a pack.

    Attributes:
        choice: What the pack was asked to hold.
        read_file: For scans and pictures; always the commit's bytes, never the disk's.
        cache: For prepared pictures.
        sources: Of what is printed in full, as the readers may have them; in a pack that holds evidence.
        is_committed: Whether the pack has commitments to what is left out of the sources.
    """

    snapshot: Snapshot
    selection: Selection
    naming: Naming
    choice: PackChoice
    read_file: ReadFile
    cache: Cache = field(default_factory=NoCache)
    sources: tuple[SourceCopy, ...] = ()
    is_committed: bool = False

    @cached_property
    def documents(self) -> Documents:
        """Which revision of each document was in force on which day."""
        return list_documents(self.snapshot)

    @property
    def has_history(self) -> bool:
        """Whether entry dates are known."""
        return self.snapshot.history is not None

    def entered(self, stored: Stored[Any]) -> date | None:
        """The day a file entered the repository, where the history was examined."""
        history = self.snapshot.history
        return history.entered(stored.path) if history else None

    def filed_after(self, stored: Stored[Record]) -> int | None:
        """Days from the event to the entry of its record; None where the history was not examined."""
        entered = self.entered(stored)
        return (entered - stored.value.date).days if entered else None

    def is_before_adoption(self, day: date) -> bool:
        """Whether a day lies before the program moved into git, so that the days until entry say nothing."""
        company = self.snapshot.program.company
        adopted = company.value.adopted_on if company else None
        return adopted is not None and day < adopted

    def element(self, key: str) -> ElementCoverage | None:
        """An element in the partner's numbering."""
        found = (each for each in self.snapshot.coverage.elements if each.element.key == key)
        return next(found, None)

    def element_title(self, key: str) -> str:
        """An element as the partner numbers and names it: "7 Inspections"."""
        found = self.element(key)
        return f"{found.partner.number} {found.partner.name}" if found else key.replace("-", " ")

    def types_of(self, key: str) -> tuple[str, ...]:
        """Types with records in the pack that belong to an element, in order of their names."""
        registers = self.selection.registers
        return tuple(name for name, kind in TYPES.items() if key == kind.ELEMENT and name in registers)
