"""The maintenance matrix: every asset with a schedule or a record, by month: what was done, what is missing, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from builder.measure.month import Month, list_months
from builder.measure.upkeep import MAINTENANCE, Standing, Step, Upkeep, measure_upkeep
from builder.model.coverage import Expected
from builder.model.level import Level
from builder.model.record import Record
from builder.model.register import Asset
from builder.model.stored import Stored
from builder.render.pdf.sections.rhythm import month_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

SIGNS = {"service": "S", "annual-inspection": "I", "repair": "R", "calibration": "C"}
"""A letter for what was done; the key stands below the table."""

Done = Mapping[tuple[str, Month], list[Record]]
Holes = Mapping[tuple[str, Month], list[Expected]]


def make_maintenance_matrix(view: View) -> Section | None:
    """The matrix on a wide page; nothing where the company has no asset to maintain, or they may not be shown."""
    if not view.snapshot.level.shows(Level.OFFICE):
        return None
    records = [stored.value for stored in view.selection.registers.get(MAINTENANCE, ())]
    maintained = {str(getattr(record, "asset", "")) for record in records}
    assets = [stored for id, stored in sorted(view.snapshot.program.assets.items()) if _is_listed(stored, maintained)]
    if not assets:
        return None
    months = list_months(view.snapshot.window)
    done, holes = _by_month(records), _missing(view.snapshot.expected)
    title = "Maintenance by asset and month"
    upkeep = measure_upkeep(view.snapshot.program, view.snapshot.as_of)
    rows = [_row(view, upkeep[stored.value.id], months, done, holes) for stored in assets]
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
        if each.record_type == MAINTENANCE and each.is_required and not each.is_found:
            found[each.unit, (each.last.year, each.last.month)].append(each)
    return found


def _row(view: View, upkeep: Upkeep, months: Iterable[Month], done: Done, holes: Holes) -> dict[str, Any]:
    asset = upkeep.asset
    by_kind = {step.kind: step for step in upkeep.steps}
    steps = [by_kind[planned.kind] for planned in asset.schedule]
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
        "next": "; ".join(map(_next_words, steps)),
        "is_overdue": any(step.standing is Standing.OVERDUE for step in steps),
    }


def _piece(view: View, record: Record) -> dict[str, Any]:
    sign = SIGNS.get(str(getattr(record, "kind", "")), "?")
    out = getattr(record, "result", None) == "out-of-service"
    return {"text": f"{sign}✗" if out else sign, "link": view.selection.link_to(record.id)}


def _next_words(step: Step) -> str:
    kind = step.kind.replace("-", " ")
    if step.due is None:
        return f"{kind}: no record yet"
    return f"{kind} {step.due.isoformat()}{', past' if step.standing is Standing.OVERDUE else ''}"
