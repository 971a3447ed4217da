"""A row of a timesheet can't be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.measure.people.work import RowDay, row_days
from builder.model.finding import Problem, Severity
from builder.model.place import FieldPath
from builder.model.record import Record
from builder.model.snapshot import Snapshot

HOURS_OF_A_DAY = 24

_SiteDay = tuple[str, date, str]
"""A person, a day, a site."""


@rule("LNK016", Severity.ERROR)
def work_day_impossible(snapshot: Snapshot) -> Iterator[Problem]:
    """A timesheet names a day that its month doesn't have, a day after its own date, one person twice at one site on a day, or more than 24 hours.

    ## Why

    The number of expected field-level assessments, the hours behind every rate and the days on which a ticket was needed are counted from these rows. A row counted twice makes all of them wrong, and the hours no longer agree with payroll, which the auditor may ask to see.

    ## Example: fails

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-04-30
    recorded_by: P-002
    month: "2026-04"
    source: Payroll timesheets
    imported_on: 2026-05-05
    rows:
      - {person: P-003, site: yard, hours: 8, days: [29, 30, 31]}
    ```

    ## Example: passes

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-04-30
    recorded_by: P-002
    month: "2026-04"
    source: Payroll timesheets
    imported_on: 2026-05-05
    rows:
      - {person: P-003, site: yard, hours: 8, days: [28, 29]}
      - {person: P-003, site: yard, hours: 6, days: [30]}
    ```

    ## What to do

    Correct the row. Days with other hours, or at another site, go into a row of their own; `date` is the last day that the export covers.

    ## Source

    Muster's own format: a day worked is one person, one date, one site and its hours.
    """
    hours: dict[tuple[str, date], int] = {}
    seen: dict[_SiteDay, str] = {}
    for stored in snapshot.program.records_by_type.get("work-days", ()):
        found: dict[tuple[str, FieldPath], list[RowDay]] = {}
        for each in row_days(stored):
            fault = _fault(each, stored.value, hours, seen)
            if fault:
                found.setdefault((fault, each.steps[:2]), []).append(each)
        for (fault, _), days in found.items():
            first = days[0]
            numbers = ", ".join(str(each.number) for each in days)
            yield Problem(
                stored.place(*first.steps),
                f"{stored.value.id}, {first.person} at {first.site}, day {numbers}: {fault}.",
                "Correct the row, or export the timesheet again.",
                (stored.value.id, first.person),
            )


def _fault(each: RowDay, record: Record, hours: dict[tuple[str, date], int], seen: dict[_SiteDay, str]) -> str:
    """What is wrong with a day of a row; empty when nothing is. Notes the day in `hours` and `seen`."""
    if each.day is None:
        return "its month has no such day"
    if each.day > record.date:
        return f"that is after {record.date}, the last day which the timesheet covers"
    before = seen.get((each.person, each.day, each.site))
    if before is not None:
        return f"the same person, day and site stand in {before} already"
    seen[each.person, each.day, each.site] = record.id
    total = hours[each.person, each.day] = hours.get((each.person, each.day), 0) + each.hours
    return f"with this row it comes to {total} hours on one day" if total > HOURS_OF_A_DAY else ""
