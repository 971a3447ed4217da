"""Timesheets: who worked where on which day, and how long; all rows of a month become one record of work days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from builder.bring_in.kinds.kind import Column, Kind, Setting, UnfitError, Values
from builder.bring_in.shared_columns import PERSON, SITE
from builder.model.day import write_day
from builder.record_types.work_days import WorkDays

WorkKey = tuple[str, str, date]
"""Person, site and day."""


def _compose(values: Values, setting: Setting) -> dict[str, Any]:
    """One person's day; `gather_months` makes records of many."""
    if values["date"] > setting.today:
        raise UnfitError(f"{write_day(values['date'])} lies in the future")
    hours = values["hours"]
    if not 0 < hours <= 24:
        raise UnfitError(f"{float(hours):g} on {write_day(values['date'])} are no hours of a day")
    return {"person": values["person"], "site": values["site"], "date": values["date"], "hours": hours}


def _identity(data: Mapping[str, Any]) -> tuple[Any, ...]:
    return data["person"], data["site"], data["date"]


def whole_hours(hours: Fraction) -> int:
    """The hours as a record holds them (`WorkRow.hours`): half an hour goes to the even neighbour, so that many of them cancel out."""
    return max(1, round(hours))


def gather_months(days: Mapping[WorkKey, Fraction], setting: Setting) -> Iterable[dict[str, Any]]:
    """The data of one record a month, from the hours of each person at each site on each day.

    Where hours had to be rounded, the notes say what the sheet said.
    """
    months: dict[str, dict[WorkKey, Fraction]] = {}
    for key, hours in sorted(days.items()):
        months.setdefault(f"{key[2]:%Y-%m}", {})[key] = hours
    for month, worked in months.items():
        rows: dict[tuple[str, str, int], list[int]] = {}
        for (person, site, day), hours in worked.items():
            rows.setdefault((person, site, whole_hours(hours)), []).append(day.day)
        said, written = sum(worked.values(), Fraction()), sum(hours * len(on) for (_, _, hours), on in rows.items())
        found: dict[str, Any] = {"date": max(day for _, _, day in worked)}
        if setting.by:
            found["recorded_by"] = setting.by
        if said != written or any(hours.denominator > 1 for hours in worked.values()):
            found["notes"] = f"Rounded to whole hours a day: {float(said):g} hours in the timesheet, {written} here."
        yield found | {
            "month": month,
            "source": setting.source,
            "imported_on": setting.today,
            "rows": [
                {"person": person, "site": site, "hours": hours, "days": on}
                for (person, site, hours), on in sorted(rows.items(), key=lambda row: (row[0][0], row[0][1], row[1]))
            ],
        }


TIMESHEETS = Kind(
    name="timesheets",
    title="day of work",
    model=WorkDays,
    folder="work-days",
    prefix=WorkDays.PREFIX,
    columns=(
        PERSON,
        Column("site", SITE.what, SITE.title, (*SITE.names, "cost centre", "job code", "job no"), needed=True),
        Column("date", "day", "the day of work", ("date", "work date", "day", "date worked", "shift date", "entry date"), needed=True),
        Column(
            "hours",
            "hours",
            "the hours",
            ("hours", "hrs", "total hours", "hours worked", "total hrs", "regular hours", "quantity", "qty", "duration", "total"),
            needed=True,
        ),
    ),
    compose=_compose,
    identity=_identity,
    across="day",
)  # fmt: skip
