"""What reading ran into, handed on by the rule of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.finding import Problem
from builder.model.snapshot import Snapshot


def faults_named(snapshot: Snapshot, name: str) -> Iterator[Problem]:
    """The reader's faults of one name as problems."""
    for fault in snapshot.program.faults:
        if fault.name == name:
            yield Problem(fault.place, fault.message, fault.fix, fault.about, fault.mendable)
