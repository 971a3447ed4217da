"""The maintenance matrix: every asset with a schedule or a record, by month: what was done, what is missing, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from builder.measure.month import Month, list_months
from builder.model.coverage import Expected
from builder.model.day import add_period
from builder.model.level import Level
from builder.model.record import Record
from builder.model.register import Asset, AssetSchedule
from builder.model.stored import Stored
from builder.render.pdf.sections.rhythm import month_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

RECORD_TYPE = "maintenance"
SIGNS = {"service": "S", "annual-inspection": "I", "repair": "R", "calibration": "C"}
"""A letter for what was done; the key stands below the table."""

Done = Mapping[tuple[str, Month], list[Record]]
Holes = Mapping[tuple[str, Month], list[Expected]]


def make_maintenance_matrix(view: View) -> Section | None:
    """The matrix on a wide page; nothing where the company has no asset to maintain, or they may not be shown."""
    if not view.snapshot.level.shows(Level.OFFICE):
        return None
    records = [stored.value for stored in view.selection.registers.get(RECORD_TYPE, ())]
    maintained = {str(getattr(record, "asset", "")) for record in records}
    assets = [stored for id, stored in sorted(view.snapshot.program.assets.items()) if _is_listed(stored, maintained)]
    if not assets:
        return None
    months = list_months(view.snapshot.window)
    done, holes = _by_month(records), _missing(view.snapshot.expected)
    title = "Maintenance by asset and month"
    rows = [_row(view, stored.value, months, done, holes) for stored in assets]
    html = write_html(
        "maintenance_matrix",
        title=title,
        running=(view.element_title("inspections"), title),
        months=[month_words(month) for month in months],
        rows=rows,
        records=len(records),
        overdue=sum(row["is_overdue"] for row in rows),
    )
    return Section("maintenance-by-month", title, "inspections", html, "maintenance-by-month")


def _is_listed(stored: Stored[Asset], maintained: set[str]) -> bool:
    return bool(stored.value.schedule) or stored.value.id in maintained


def _by_month(records: Iterable[Record]) -> Done:
    found: dict[tuple[str, Month], list[Record]] = defaultdict(list)
    for record in records:
        found[str(getattr(record, "asset", "")), (record.date.year, record.date.month)].append(record)
    return found


def _missing(expected: Iterable[Expected]) -> Holes:
    """What documents promised for an asset and isn't there, in the month in which its period ends."""
    found: dict[tuple[str, Month], list[Expected]] = defaultdict(list)
    for each in expected:
        if each.record_type == RECORD_TYPE and each.is_required and not each.is_found:
            found[each.unit, (each.last.year, each.last.month)].append(each)
    return found


def _row(view: View, asset: Asset, months: Iterable[Month], done: Done, holes: Holes) -> dict[str, Any]:
    steps = [_next(view, asset, step) for step in asset.schedule]
    return {
        "id": asset.id,
        "name": asset.name,
        "schedule": "; ".join(f"{step.kind.replace('-', ' ')}, every {step.every.words}" for step in asset.schedule),
        "cells": [
            {
                "pieces": [_piece(view, record) for record in done.get((asset.id, month), ())],
                "missing": [SIGNS.get(each.kind or "", "?") for each in holes.get((asset.id, month), ())],
            }
            for month in months
        ],
        "next": "; ".join(step["text"] for step in steps),
        "is_overdue": any(step["is_overdue"] for step in steps),
    }


def _piece(view: View, record: Record) -> dict[str, Any]:
    sign = SIGNS.get(str(getattr(record, "kind", "")), "?")
    out = getattr(record, "result", None) == "out-of-service"
    return {"text": f"{sign}✗" if out else sign, "link": view.selection.link_to(record.id)}


def _next(view: View, asset: Asset, step: AssetSchedule) -> dict[str, Any]:
    """When a step of the schedule is due again: on the day the last record names, or its own rhythm after that record."""
    last = _last(view, asset.id, step.kind)
    kind = step.kind.replace("-", " ")
    if last is None:
        return {"text": f"{kind}: no record yet", "is_overdue": False}
    due: date = getattr(last, "next_due", None) or add_period(last.date, step.every)
    is_overdue = due < view.snapshot.as_of
    return {"text": f"{kind} {due.isoformat()}{', past' if is_overdue else ''}", "is_overdue": is_overdue}


def _last(view: View, asset: str, kind: str) -> Record | None:
    records = (
        stored.value
        for stored in view.snapshot.program.records_by_type.get(RECORD_TYPE, ())
        if getattr(stored.value, "asset", None) == asset
        and getattr(stored.value, "kind", None) == kind
        and stored.value.date <= view.snapshot.as_of
    )
    return max(records, key=lambda record: (record.date, record.id), default=None)
