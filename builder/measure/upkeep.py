"""How the equipment stands: what each step of its maintenance was last, when it comes again, and whether the thing may be used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from builder.model.day import Period, add_period
from builder.model.program import Program
from builder.model.record import Record
from builder.model.register import Asset, AssetSchedule

SOON = 30
"""Days before a step in which it counts as coming soon: time to book a mechanic or an inspector."""

MAINTENANCE = "maintenance"
INSPECTION = "inspection"


class Standing(StrEnum):
    """How a step or a whole asset stands on a day."""

    OUT = "out"
    OVERDUE = "overdue"
    SOON = "soon"
    GOOD = "good"
    UNKNOWN = "unknown"
    GONE = "gone"


@dataclass(frozen=True)
class Step:
    """One kind of maintenance that comes again.

    Attributes:
        kind: As the schedule and the records name it: `service`, `annual-inspection`.
        every: Its rhythm; None where the schedule doesn't say, or may not be shown.
        by: Who does it; empty where nobody is named.
        last: The newest record of it; None before the first.
        due: The day by which it is due again: the one that the last record names, else one rhythm after that record. None where neither
            is known.
        standing: On the as-of day; the due day itself is still in time.
    """

    kind: str
    every: Period | None
    by: str
    last: Record | None
    due: date | None
    standing: Standing


@dataclass(frozen=True)
class Upkeep:
    """An asset with its maintenance on a day.

    Attributes:
        asset: Its entry.
        steps: By kind, what is due first in front.
        maintenance, inspections: Records about it up to the day, newest first.
        standing: `out` when the newest maintenance record took it out of service, `gone` when it isn't in service any more, else the worst
            of its steps; `unknown` when no step has a day.
    """

    asset: Asset
    steps: tuple[Step, ...]
    maintenance: tuple[Record, ...]
    inspections: tuple[Record, ...]
    standing: Standing

    @property
    def next(self) -> Step | None:
        """The step that is due first; None when no step has a day."""
        return next((step for step in self.steps if step.due), None)


def measure_upkeep(program: Program, day: date) -> Mapping[str, Upkeep]:
    """How every asset stands on a day, by id.

    What readers may not see is simply not there: below office level the schedule is missing, and the days that records name remain.
    """
    maintenance = _by_asset(program, MAINTENANCE, day)
    inspections = _by_asset(program, INSPECTION, day)
    return {
        id: _measure(stored.value, maintenance.get(id, ()), inspections.get(id, ()), day)
        for id, stored in program.assets.items()
    }


def _by_asset(program: Program, name: str, day: date) -> Mapping[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for stored in program.records_by_type.get(name, ()):
        asset = getattr(stored.value, "asset", None)
        if isinstance(asset, str) and stored.value.date <= day:
            found[asset].append(stored.value)
    return {id: tuple(sorted(group, key=_newest, reverse=True)) for id, group in found.items()}


def _newest(record: Record) -> tuple[date, str]:
    return record.date, record.id


def _measure(asset: Asset, maintenance: tuple[Record, ...], inspections: tuple[Record, ...], day: date) -> Upkeep:
    steps = tuple(sorted(_steps(asset, maintenance, day), key=lambda step: (step.due or date.max, step.kind)))
    return Upkeep(asset, steps, maintenance, inspections, _standing(asset, steps, maintenance, day))


def _steps(asset: Asset, maintenance: Iterable[Record], day: date) -> Iterable[Step]:
    newest: dict[str, Record] = {}
    for record in maintenance:
        newest.setdefault(str(getattr(record, "kind", None) or ""), record)
    for planned in asset.schedule:
        yield _step(planned.kind, planned, newest.get(planned.kind), day)
    named = {planned.kind for planned in asset.schedule}
    for kind, record in newest.items():
        if kind not in named and _named_day(record):
            yield _step(kind, None, record, day)


def _step(kind: str, planned: AssetSchedule | None, last: Record | None, day: date) -> Step:
    due = _named_day(last)
    if due is None and last is not None and planned is not None:
        due = add_period(last.date, planned.every)
    every = planned.every if planned else None
    return Step(kind, every, (planned.by if planned else None) or "", last, due, _stands(due, day))


def _named_day(record: Record | None) -> date | None:
    day = getattr(record, "next_due", None)
    return day if isinstance(day, date) else None


def _stands(due: date | None, day: date) -> Standing:
    if due is None:
        return Standing.UNKNOWN
    if due < day:
        return Standing.OVERDUE
    return Standing.SOON if due <= day + timedelta(days=SOON) else Standing.GOOD


def _standing(asset: Asset, steps: Iterable[Step], maintenance: tuple[Record, ...], day: date) -> Standing:
    if asset.in_service is not None and asset.in_service.to is not None and asset.in_service.to < day:
        return Standing.GONE
    if maintenance and getattr(maintenance[0], "result", None) == "out-of-service":
        return Standing.OUT
    found = {step.standing for step in steps}
    return next((each for each in (Standing.OVERDUE, Standing.SOON, Standing.GOOD) if each in found), Standing.UNKNOWN)
