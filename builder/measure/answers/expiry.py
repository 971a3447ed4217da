"""What is in force today and runs out: reviews, certificates, clearances, insurance, hazard assessments, competencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from builder.measure.due import measure_due
from builder.model.decay import Expiry
from builder.model.snapshot import Snapshot

_VALIDITIES = {"hazard-assessment": "next_review", "competency": "reassess_on"}
"""Records that hold until a day of their own, and the field that says so."""

_OF_TODAY = ("review", "certificate", "clearance", "insurance", "company")
"""Kinds of due things that are in force today and stop being so; the others are work to do."""


def measure_expiries(snapshot: Snapshot, until: date) -> tuple[Expiry, ...]:
    """Everything that is in force on the as-of day and no longer is on some day up to `until`; by the first day without it."""
    ahead = (until - snapshot.as_of).days
    found = [
        Expiry(item.day + timedelta(days=1), item.kind, item.what, item.about, item.place)
        for item in measure_due(snapshot, ahead)
        if item.kind in _OF_TODAY and not item.is_overdue
    ]
    known = {expiry.place for expiry in found}
    found += [each for each in _validities(snapshot, until) if each.place not in known]
    return tuple(sorted(found, key=lambda each: (each.day, each.kind, each.about)))


def _validities(snapshot: Snapshot, until: date) -> Iterator[Expiry]:
    """The newest assessment of each task and the newest verification of each competency that run out."""
    for name, field in _VALIDITIES.items():
        newest: dict[object, Expiry | None] = {}
        for stored in snapshot.program.records_by_type.get(name, ()):
            record = stored.value
            day = getattr(record, field, None)
            subject = tuple(getattr(record, each, None) for each in ("position", "task", "person", "subject", "skill"))
            subject = subject if any(subject) else (record.id,)
            newest[subject] = None
            if isinstance(day, date) and snapshot.as_of <= day <= until:
                what = (
                    f"review the hazard assessment {record.id}"
                    if field == "next_review"
                    else f"verify again {record.id}"
                )
                place = stored.place(field)
                newest[subject] = Expiry(day + timedelta(days=1), name, what, (record.id,), place)
        yield from (each for each in newest.values() if each is not None)
