"""Where a finding about the company as a whole stands."""

from __future__ import annotations

from builder.model.place import Place
from builder.model.snapshot import Snapshot

_FILE = "records/company.yaml"


def company_place(snapshot: Snapshot, *steps: str | int) -> Place:
    """The place of a value in records/company.yaml; the file itself where the value isn't written."""
    company = snapshot.program.company
    return company.place(*steps) if company else Place(_FILE)
