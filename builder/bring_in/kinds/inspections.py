"""Exports of inspections: each row is one inspection, or one deficiency of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from builder.bring_in.kinds.kind import Column, Kind, Setting, UnfitError, Values, without_empty
from builder.bring_in.names import plain
from builder.bring_in.shared_columns import NOTES, RECORDED_BY, SITE
from builder.model.day import write_day
from builder.record_types.inspection import Inspection

_KINDS = {
    **dict.fromkeys(("site", "monthly", "site inspection", "monthly site inspection", "monthly inspection", "shop inspection"), "site"),
    **dict.fromkeys(("weekly", "weekly inspection", "weekly site inspection", "weekly walk"), "weekly"),
    **dict.fromkeys(("management", "management inspection", "manager inspection", "executive"), "management"),
    **dict.fromkeys(("vehicle", "vehicle inspection", "truck inspection", "pre trip", "pre trip inspection"), "vehicle"),
    **dict.fromkeys(("equipment", "equipment inspection", "pre use", "pre use inspection"), "equipment"),
}  # fmt: skip


def _compose(values: Values, setting: Setting) -> dict[str, Any]:
    if values["date"] > setting.today:
        raise UnfitError(f"it is dated {write_day(values['date'])}, which lies in the future")
    found = [{"item": item} for item in split_items(values.get("deficiencies") or "")]
    return without_empty(
        {
            "date": values["date"],
            "site": values["site"],
            "recorded_by": values.get("recorded_by") or setting.by,
            "notes": values.get("notes"),
            "kind": values.get("kind"),
            "asset": values.get("asset"),
            "area": values.get("area"),
            "inspectors": values.get("inspectors"),
            "items_ok": values.get("items_ok"),
            "items_deficient": values.get("items_deficient"),
            "deficiencies": found,
            "reviewed_by": values.get("reviewed_by"),
        }
    )


def split_items(text: str) -> list[str]:
    """The deficiencies in a cell: one a line, or divided by semicolons, without the numbers in front."""
    items = (re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•])\s*", "", item).strip() for item in re.split(r"[\n;]+", text))
    return [item for item in items if item and plain(item) not in ("none", "nil", "na", "n a", "no deficiencies")]


def _identity(data: Mapping[str, Any]) -> tuple[Any, ...]:
    inspectors = tuple(sorted(data.get("inspectors") or ()))
    return (
        data.get("date"),
        data.get("site"),
        data.get("kind"),
        plain(data.get("area") or ""),
        data.get("asset"),
        inspectors,
    )


INSPECTIONS = Kind(
    name="inspections",
    title="inspection",
    model=Inspection,
    folder="inspection",
    prefix=Inspection.PREFIX,
    columns=(
        Column(
            "date",
            "day",
            "the day of the inspection",
            ("date", "inspection date", "date of inspection", "inspected on", "inspected", "completed", "date completed", "conducted on", "day"),
            needed=True,
        ),
        Column(SITE.name, SITE.what, SITE.title, SITE.names, needed=True),
        Column("kind", "choice", "its kind", ("kind", "type", "inspection type", "template", "form", "inspection", "checklist"), choices=_KINDS),
        Column("area", "text", "the area", ("area", "area inspected", "zone", "areas", "department", "work area", "scope")),
        Column("asset", "asset", "the vehicle or equipment", ("asset", "unit", "vehicle", "equipment", "unit no", "unit number", "equipment no")),
        Column(
            "inspectors",
            "people",
            "who inspected",
            ("inspectors", "inspector", "inspected by", "conducted by", "completed by", "performed by", "done by", "prepared by"),
        ),
        Column("items_ok", "whole", "how many items were in order", ("items ok", "ok", "in order", "pass", "passed", "satisfactory", "items passed", "yes")),
        Column(
            "items_deficient",
            "whole",
            "how many were deficient",
            ("items deficient", "deficient", "fail", "failed", "unsatisfactory", "items failed", "no of deficiencies", "number of deficiencies", "flagged", "flagged items"),
        ),
        Column("deficiencies", "text", "what was found wanting", ("deficiencies", "deficiency", "findings", "finding", "hazards found", "issues", "corrections needed", "failed items")),
        Column("reviewed_by", "person", "who reviewed it", ("reviewed by", "reviewer", "manager review", "signed off by")),
        RECORDED_BY,
        NOTES,
    ),
    compose=_compose,
    identity=_identity,
)  # fmt: skip
