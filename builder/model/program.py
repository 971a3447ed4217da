"""Everything the company wrote, as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, cast

from builder.model.finding import Fault
from builder.model.overlay import Overlay
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.register import Asset, Company, Contractor, Explanation, Person, Position, Site
from builder.model.stored import Stored
from builder.model.synonyms import Synonyms

MadeT = TypeVar("MadeT")


@dataclass(frozen=True)
class FileEntry:
    """A file of the repository as its source lists it.

    Attributes:
        path: Relative to the repository, with `/`.
        size: In bytes.
        sha256: Of the bytes; empty for a file that was not read (too large, a link, outside the program's folders).
        blob: Git's object id of the bytes, or empty likewise.
    """

    path: str
    size: int
    sha256: str = ""
    blob: str = ""


@dataclass(frozen=True)
class Program:
    """A company's program as read from one source; the same bytes always give the same value.

    Registers are keyed by id in sorted order; `policies` and `records` are sorted by id. A file with a fault that makes it
    unusable is not in them; its path is in `unreadable`, so that rules don't report as missing what is merely broken.
    """

    company: Stored[Company] | None = None
    people: Mapping[str, Stored[Person]] = field(default_factory=dict)
    sites: Mapping[str, Stored[Site]] = field(default_factory=dict)
    positions: Mapping[str, Stored[Position]] = field(default_factory=dict)
    assets: Mapping[str, Stored[Asset]] = field(default_factory=dict)
    contractors: Mapping[str, Stored[Contractor]] = field(default_factory=dict)
    policies: tuple[Stored[Policy], ...] = ()
    records: tuple[Stored[Record], ...] = ()
    explained: tuple[Stored[Explanation], ...] = ()
    overlay: Stored[Overlay] | None = None
    synonyms: Stored[Synonyms] | None = None
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    unreadable: frozenset[str] = frozenset()

    @cached_property
    def record_by_id(self) -> Mapping[str, Stored[Record]]:
        """Records by id; where an id stands twice, the first by path."""
        found: dict[str, Stored[Record]] = {}
        for stored in self.records:
            found.setdefault(stored.value.id, stored)
        return MappingProxyType(found)

    @cached_property
    def policy_by_id(self) -> Mapping[str, Stored[Policy]]:
        """Documents by id; where an id stands twice, the first by path."""
        found: dict[str, Stored[Policy]] = {}
        for stored in self.policies:
            found.setdefault(stored.value.id, stored)
        return MappingProxyType(found)

    @cached_property
    def records_by_type(self) -> Mapping[str, tuple[Stored[Record], ...]]:
        """Records by type (folder name), each sorted by date, then id."""
        found: dict[str, list[Stored[Record]]] = {}
        for stored in self.records:
            found.setdefault(type(stored.value).TYPE, []).append(stored)
        return MappingProxyType(
            {
                name: tuple(sorted(group, key=lambda each: (each.value.date, each.value.id)))
                for name, group in sorted(found.items())
            }
        )

    @cached_property
    def unreadable_ids(self) -> frozenset[str]:
        """Ids that files which could not be used would have had (file name = id)."""
        return frozenset(path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for path in self.unreadable)

    def once(self, make: Callable[[Program], MadeT]) -> MadeT:
        """What a pure function makes of this program, made the first time it is asked for.

        An index that ten rules ask for would otherwise be built ten times.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast(MadeT, self._made[make])

    @cached_property
    def _made(self) -> dict[Callable[[Program], Any], Any]:
        return {}
