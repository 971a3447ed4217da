"""Lists of vehicles and equipment: each row is an asset of the register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from builder.bring_in.kinds.kind import Column, Kind, Setting, UnfitError, Values, without_empty
from builder.bring_in.names import plain
from builder.bring_in.shared_columns import SITE
from builder.model.day import write_day
from builder.model.register import Asset


def _compose(values: Values, _setting: Setting) -> dict[str, Any]:
    first, last = values.get("in_service"), values.get("out_of_service")
    if first and last and last < first:
        raise UnfitError(
            f"it went out of service on {write_day(last)}, before it came into service on {write_day(first)}"
        )
    if last and not first:
        raise UnfitError("it says when it went out of service, but not since when it was in service")
    return without_empty(
        {
            "name": _name(values),
            "class": re.sub(r"[^a-z0-9]+", "-", plain(values["class"])).strip("-"),
            "make": values.get("make"),
            "model": values.get("model"),
            "serial": values.get("serial"),
            "site": values.get("site"),
            "in_service": without_empty({"from": first, "to": last}) or None,
        }
    )


def _name(values: Values) -> str:
    unit, name = values.get("unit"), values.get("name")
    if not unit:
        return str(name)
    numbered = unit if not str(unit)[:1].isdigit() else f"Unit {unit}"
    return f"{numbered}, {name}" if name and plain(str(unit)) not in plain(str(name)).split() else str(name or numbered)


def _identity(data: Mapping[str, Any]) -> tuple[Any, ...]:
    serial = plain(data.get("serial") or "")
    return ("serial", serial) if serial else ("name", plain(data.get("name") or ""))


ASSETS = Kind(
    name="assets",
    title="vehicle or piece of equipment",
    model=Asset,
    folder="assets",
    prefix="A",
    digits=3,
    columns=(
        Column("name", "text", "what it is", ("name", "description", "equipment", "asset", "vehicle", "item", "equipment name", "asset name", "equipment description"), needed=True),
        Column("class", "text", "its class", ("class", "type", "category", "asset type", "equipment type", "kind", "asset class", "group"), needed=True),
        Column("unit", "text", "its unit number", ("unit", "unit no", "unit number", "unit #", "asset no", "asset number", "equipment no", "fleet no", "no", "number")),
        Column("make", "text", "the make", ("make", "manufacturer", "brand", "maker")),
        Column("model", "text", "the model", ("model", "model no", "model number")),
        Column("serial", "text", "the serial number", ("serial", "serial no", "serial number", "vin", "s n", "sn", "vin serial", "vin serial number")),
        SITE,
        Column(
            "in_service",
            "day",
            "the day it came into service",
            ("in service", "in service date", "date in service", "purchased", "purchase date", "acquired", "date acquired", "in service since"),
        ),
        Column("out_of_service", "day", "the last day in service", ("out of service", "sold", "date sold", "disposed", "disposal date", "retired")),
    ),
    compose=_compose,
    identity=_identity,
)  # fmt: skip
