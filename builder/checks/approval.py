"""Who may put a document in force, and whether they are still here."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored


def approved_documents(snapshot: Snapshot) -> Iterator[Stored[Policy]]:
    """The documents marked as approved."""
    return (stored for stored in snapshot.program.policies if stored.value.status == "approved")


def has_left(snapshot: Snapshot, person: str) -> bool:
    """Whether a known person is not employed on the as-of day; unknown ids are another rule's business."""
    stored = snapshot.program.people.get(person)
    return stored is not None and stored.value.employment_on(snapshot.as_of) is None
