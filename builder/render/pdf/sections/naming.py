"""How the pack names people, sites and things, by profile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.pack_choice import Profile
from builder.model.snapshot import Snapshot

MATCHED_TYPES = frozenset(
    {
        "training",
        "orientation",
        "competency",
        "acknowledgement",
        "toolbox-meeting",
        "hsc-meeting",
        "flha",
        "fit-test",
        "hsc-membership",
        "ppe-issue",
    }
)
"""Record types on which an auditor holds names against signatures; elsewhere an id is enough."""


@dataclass(frozen=True)
class Naming:
    """Names as a reader of this profile may see them; what the snapshot's level hides stays an id anyway."""

    snapshot: Snapshot
    profile: Profile

    def shows_names(self, record_type: str) -> bool:
        """Whether people stand with their names on records of this type."""
        return self.profile == "internal" or (self.profile == "auditor" and record_type in MATCHED_TYPES)

    def person(self, id: str, record_type: str = "") -> str:
        """A person as "Name (P-001)" or as the id alone; words that aren't an id of ours stay as they are."""
        return self.signer(id) if self.shows_names(record_type) else id

    def signer(self, id: str) -> str:
        """A person who approves or signs: with the name in every profile whose level shows it."""
        name = self.snapshot.name(id)
        return id if name == id else f"{name} ({id})"

    def people(self, ids: Iterable[str], record_type: str = "") -> str:
        """Several people, in the order given."""
        return ", ".join(self.person(id, record_type) for id in ids)

    def site(self, id: str) -> str:
        """A site as "Name (id)"."""
        name = self.snapshot.name(id)
        return id if name == id else f"{name} ({id})"
