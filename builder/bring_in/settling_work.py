"""The rows of a timesheet put together by person, site and day, and those by month; what is filed already is left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from builder.bring_in.kinds.kind import Setting
from builder.bring_in.kinds.timesheets import WorkKey, gather_months, whole_hours
from builder.bring_in.plan import Candidate, Plan, ReadEntry, RowLedger
from builder.bring_in.tables.table import show
from builder.measure.people.work import measure_work
from builder.model.day import write_day
from builder.model.program import Program

_HOURS_OF_A_DAY = 24


def settle_work(read: Iterable[ReadEntry], program: Program, setting: Setting, plan: Plan, ledger: RowLedger) -> None:
    """Hours of the same person, site and day are added up, because timesheets have a row for each job; a row that stands twice counts once."""
    groups = _group(read, plan)
    filed = _filed_hours(program)
    days: dict[WorkKey, Fraction] = {}
    too_long = _too_long(groups)
    rows: dict[str, dict[int, None]] = {}
    for key, entries in groups.items():
        person, _, day = key
        hours = sum((each.data["hours"] for each in entries), Fraction())
        record, there = filed.get(key, ("", 0))
        if (person, day) in too_long:
            why = f"{person} has {float(too_long[person, day]):g} hours on {write_day(day)} in all rows of that day together"
        elif record and there != whole_hours(hours):
            why = f"{record} has {there} hours of {person} on {write_day(day)}, and here they are {float(hours):g}. What is filed isn't changed by an import: correct one of the two"
        elif record:
            plan.duplicates.extend((each.row.number, record) for each in entries)
            continue
        else:
            days[key] = hours
            plan.taken += len(entries)
            rows.setdefault(f"{day:%Y-%m}", {}).update((each.row.number, None) for each in entries)
            continue
        for each in entries:
            ledger.reject(each.found, each.row, why)
    plan.candidates.extend(Candidate(data, tuple(rows[data["month"]])) for data in gather_months(days, setting))


def _group(read: Iterable[ReadEntry], plan: Plan) -> dict[WorkKey, list[ReadEntry]]:
    groups: dict[WorkKey, list[ReadEntry]] = {}
    first: dict[tuple[WorkKey, str], int] = {}
    for each in read:
        key = (each.data["person"], each.data["site"], each.data["date"])
        same = (key, "\0".join(map(show, each.row.cells)))
        if first.setdefault(same, each.row.number) != each.row.number:
            plan.duplicates.append((each.row.number, f"row {first[same]}"))
        else:
            groups.setdefault(key, []).append(each)
    return groups


def _too_long(groups: Mapping[WorkKey, list[ReadEntry]]) -> dict[tuple[str, object], Fraction]:
    """Days on which somebody would have worked for more than a day."""
    found: dict[tuple[str, object], Fraction] = {}
    for (person, _, day), entries in groups.items():
        found[person, day] = found.get((person, day), Fraction()) + sum(
            (each.data["hours"] for each in entries), Fraction()
        )
    return {key: hours for key, hours in found.items() if hours > _HOURS_OF_A_DAY}


def _filed_hours(program: Program) -> dict[WorkKey, tuple[str, int]]:
    found: dict[WorkKey, tuple[str, int]] = {}
    for work in measure_work(program).days:
        record, hours = found.get((work.person, work.site, work.day), (work.record, 0))
        found[work.person, work.site, work.day] = (record, hours + work.hours)
    return found
