"""Whether a contractor was at work after a paper had run out."""

from __future__ import annotations

from datetime import date, timedelta

from builder.model.register import Contractor
from builder.model.snapshot import Snapshot


def active_after(contractor: Contractor, expires: date, snapshot: Snapshot) -> date | None:
    """The last day in the window, up to the as-of day, on which the contractor was active after a paper had run out; None if never."""
    first = max(expires + timedelta(days=1), snapshot.window.first)
    last = min(snapshot.as_of, snapshot.window.last)
    days = [min(span.to or last, last) for span in contractor.active if first <= last and span.overlaps(first, last)]
    return max(days, default=None)
