"""Leading indicators: what is done before anything happens, by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.follow_up.actions import measure_actions
from builder.measure.month import Month, list_months
from builder.measure.people.training import Validity, measure_training
from builder.model.snapshot import Snapshot, Window
from builder.record_types import TYPES

PROMISED = ("inspection", "flha", "toolbox-meeting", "hsc-meeting", "drill", "management-tour", "maintenance")
"""Record types whose promises are leading indicators, in the order of the table."""

REPORTED = ("hazard-report",)
NEAR_MISS = "near-miss"


@dataclass(frozen=True)
class Share:
    """n of m; m is None for what has no number required."""

    found: int
    of: int | None


@dataclass(frozen=True)
class Leading:
    """One indicator.

    Attributes:
        title: What is counted.
        months: By month, in the order of `Statistics.months`; empty for what is known for the as-of day only.
        total: Over all of them.
        record_type: Whose register holds the rows behind it.
    """

    title: str
    months: tuple[Share, ...]
    total: Share
    record_type: str


def measure_leading(snapshot: Snapshot, first: date, last: date) -> tuple[Leading, ...]:
    """The indicators for whole months from `first` to `last`."""
    months = list_months(Window(first, last))
    return (
        *_promised(snapshot, months),
        _reported(snapshot, months),
        _closed_in_time(snapshot, months),
        _certificates(snapshot),
    )


def _promised(snapshot: Snapshot, months: Sequence[Month]) -> Iterable[Leading]:
    for name in PROMISED:
        shares: dict[Month, list[bool]] = {}
        for each in snapshot.expected:
            # A promise with a rhythm of years belongs to no month more than to another; its n of m stands with its document.
            if each.record_type == name and each.is_required and (each.last - each.first).days < 100:
                # A week or quarter that ends after the window is counted at its edge, as in the tables of promised records: else
                # the same inspections would be 214 of 218 here and 217 of 221 there.
                end = min(each.last, snapshot.window.last)
                shares.setdefault((end.year, end.month), []).append(each.is_found)
        rows = tuple(Share(sum(shares.get(month, ())), len(shares.get(month, ()))) for month in months)
        if any(row.of for row in rows):
            yield Leading(TYPES[name].PLURAL, rows, _add(rows), name)


def _reported(snapshot: Snapshot, months: Sequence[Month]) -> Leading:
    days = [
        stored.value.date
        for name in (*REPORTED, "incident")
        for stored in snapshot.program.records_by_type.get(name, ())
        if name in REPORTED or stored.value.kind_of_record == NEAR_MISS
    ]
    by_month = _count(days)
    rows = tuple(Share(by_month.get(month, 0), None) for month in months)
    return Leading("Hazards and near misses reported", rows, _add(rows), "hazard-report")


def _closed_in_time(snapshot: Snapshot, months: Sequence[Month]) -> Leading:
    due = [action for action in measure_actions(snapshot.program, snapshot.as_of) if action.due is not None]
    asked = _count(action.due for action in due if action.due and action.due <= snapshot.as_of)
    closed = _count(action.due for action in due if action.due and action.closed_on and action.closed_on <= action.due)
    rows = tuple(Share(closed.get(month, 0) if month in asked else 0, asked.get(month, 0)) for month in months)
    return Leading("Corrective actions closed by their day", rows, _add(rows), "corrective-action")


def _certificates(snapshot: Snapshot) -> Leading:
    cells = [cell for cell in measure_training(snapshot.program, snapshot.as_of).cells.values() if cell.is_required]
    valid = sum(cell.validity in (Validity.VALID, Validity.SOON) for cell in cells)
    return Leading(f"Required certificates valid on {snapshot.as_of}", (), Share(valid, len(cells)), "training")


def _count(days: Iterable[date]) -> Mapping[Month, int]:
    found: dict[Month, int] = {}
    for day in days:
        found[day.year, day.month] = found.get((day.year, day.month), 0) + 1
    return found


def _add(rows: Sequence[Share]) -> Share:
    of = [row.of for row in rows if row.of is not None]
    return Share(sum(row.found for row in rows), sum(of) if of else None)
