"""What a visit to a site looks at: what was put right and can be seen, emergency equipment, postings, assets and hazardous products."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from builder.measure.follow_up.deficiency import Deficiency, measure_deficiencies
from builder.model.program import Program
from builder.model.record import Record
from builder.model.register import Asset, Site
from builder.model.snapshot import Snapshot


@dataclass(frozen=True)
class AssetToSee:
    """An asset at the site.

    Attributes:
        last: The newest maintenance record; None where there is none.
        next_due: The day that record names for the next time; None where it names none.
    """

    asset: Asset
    last: Record | None
    next_due: date | None


@dataclass(frozen=True)
class Walk:
    """What to look at on one site.

    Attributes:
        fixed: Deficiencies closed in the window, by the day they were closed.
        checks: The newest check of each piece of emergency equipment, by kind and place.
        postings: The newest check of each notice board, by place.
        assets: In service on the as-of day, by id.
        inventory: The newest inventory of hazardous products; None where there is none.
    """

    site: Site
    fixed: tuple[Deficiency, ...]
    checks: tuple[Record, ...]
    postings: tuple[Record, ...]
    assets: tuple[AssetToSee, ...]
    inventory: Record | None


def plan_walk(snapshot: Snapshot, site: Site) -> Walk:
    """The walk over a site as of the snapshot's day."""
    program = snapshot.program
    closed = [
        each
        for each in measure_deficiencies(program, snapshot.as_of)
        if each.site == site.id and each.closed_on and snapshot.window.covers(each.closed_on)
    ]
    return Walk(
        site,
        tuple(sorted(closed, key=lambda each: (each.closed_on or date.max, each.source.value.id, str(each.steps)))),
        _newest(_records(program, "emergency-equipment-check", site), _piece),
        _newest(_records(program, "posting", site), lambda record: str(getattr(record, "location", None) or "")),
        tuple(_assets(program, site, snapshot.as_of)),
        next(iter(_newest(_records(program, "sds-inventory", site), lambda _record: "")), None),
    )


def _records(program: Program, name: str, site: Site) -> Iterator[Record]:
    for stored in program.records_by_type.get(name, ()):
        if stored.value.site == site.id:
            yield stored.value


def _piece(record: Record) -> tuple[str, str]:
    return str(record.kind_of_record or ""), str(getattr(record, "location", None) or "")


def _newest(records: Iterable[Record], key: Callable[[Record], Hashable]) -> tuple[Record, ...]:
    """The newest record of each key, in order of the keys."""
    found: dict[Any, Record] = {}
    for record in sorted(records, key=lambda each: (each.date, each.id)):
        found[key(record)] = record
    return tuple(record for _, record in sorted(found.items()))


def _assets(program: Program, site: Site, day: date) -> Iterator[AssetToSee]:
    last: dict[str, Record] = {}
    for stored in program.records_by_type.get("maintenance", ()):
        record = stored.value
        if record.subject and (record.date, record.id) > _when(last.get(record.subject)):
            last[record.subject] = record
    for stored_asset in sorted(program.assets.values(), key=lambda each: each.value.id):
        asset = stored_asset.value
        in_service = asset.in_service is None or asset.in_service.covers(day)
        if asset.site == site.id and in_service:
            newest = last.get(asset.id)
            yield AssetToSee(asset, newest, getattr(newest, "next_due", None))


def _when(record: Record | None) -> tuple[date, str]:
    return (record.date, record.id) if record else (date.min, "")
