"""For how long the program has been keeping records without a break, and what that is enough for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.cycle_rules import Documentation
from builder.model.day import add_months
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.read.cycle_file import read_cycle_rules

FIELD_TYPES = frozenset({"flha", "inspection", "toolbox-meeting", "hazard-report", "orientation", "maintenance"})
"""Types that a working program makes all the time; a month without any of them is a break."""


@dataclass(frozen=True)
class RecordsKept:
    """An unbroken run of months with field records, up to the as-of day.

    Attributes:
        months: Whole months; the running month counts as one once it has a record.
        first: The first day of the run; None without one.
        enough_for: What so many months are enough for.
        next: What the next step needs, where there is one.
    """

    months: int
    first: date | None
    enough_for: Documentation
    next: Documentation | None

    @property
    def words(self) -> str:
        """One sentence: how many months, and for what they are enough."""
        noun = "month" if self.months == 1 else "months"
        text = f"Field records of {self.months} {noun} without a break: enough for {self.enough_for.gives}."
        if not self.months:
            text = f"No month with field records yet: no certificate, only {self.enough_for.gives}."
        return f"{text} With {self.next.months} months: {self.next.gives}." if self.next else text


def measure_records_kept(snapshot: Snapshot) -> RecordsKept:
    """The months of documentation as of the snapshot's day."""
    months, first = _run_of_months(snapshot.program, snapshot.as_of)
    steps = sorted(read_cycle_rules(snapshot.standard.id).documentation, key=lambda each: each.months)
    reached = [each for each in steps if each.months <= months]
    following = next((each for each in steps if each.months > months), None)
    return RecordsKept(months, first, reached[-1], following)


def _run_of_months(program: Program, as_of: date) -> tuple[int, date | None]:
    """Months that end on the as-of day, each with a field record in it, counted back until one has none."""
    days = sorted(
        (stored.value.date for name in FIELD_TYPES for stored in program.records_by_type.get(name, ())), reverse=True
    )
    months, last, index = 0, as_of, 0
    while index < len(days):
        first = add_months(as_of, -months - 1) + timedelta(days=1)
        in_month = index
        while in_month < len(days) and days[in_month] >= first:
            in_month += 1
        if in_month == index:
            break
        months, last, index = months + 1, first, in_month
    return months, last if months else None
