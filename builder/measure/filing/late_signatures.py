"""Signatures that came to a record long after the day they claim, when the record itself had been there all the time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from builder.measure.filing.imports import RECORD_PATH
from builder.model.history import Change
from builder.model.snapshot import Snapshot


@dataclass(frozen=True)
class LateSignature:
    """A signature that arrived with a later revision of its record.

    Attributes:
        path: Of the record, and `id` its id.
        entered: The day the record first arrived, without it.
        signed_on: The day the signature claims.
        change: The arrival of the signature.
    """

    path: str
    id: str
    entered: date
    signed_on: date
    change: Change

    @property
    def days(self) -> int:
        """From the day it claims to its arrival."""
        return (self.change.arrived - self.signed_on).days


def find_late_signatures(snapshot: Snapshot) -> tuple[LateSignature, ...]:
    """Those beyond the tolerance of their record's type, of records of the window, by day of arrival.

    A record that arrives with its signatures is filed late as a whole, which its own filing says; here it was in the repository
    without them.
    """
    history, records = snapshot.history, snapshot.program.record_by_id
    found: list[LateSignature] = []
    for path, file in history.files.items() if history else ():
        named = RECORD_PATH.fullmatch(path) if len(file.changes) > 1 else None
        stored = records.get(named["id"]) if named else None
        if stored is None or not snapshot.window.covers(stored.value.date):
            continue
        revisions = [(each, each.content) for each in file.changes if each.content and not each.content.problem]
        for (_, before), (change, after) in pairwise(revisions):
            # In the order of the days; a day that two people signed on stands twice.
            new = sorted((Counter(after.signed_on) - Counter(before.signed_on)).elements())
            found.extend(LateSignature(path, stored.value.id, file.entered, day, change) for day in new)
    beyond = (each for each in found if each.days > type(records[each.id].value).FILED_WITHIN)
    return tuple(sorted(beyond, key=lambda each: (each.change.arrived, each.id, each.signed_on)))
