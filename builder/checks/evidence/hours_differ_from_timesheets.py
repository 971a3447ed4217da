"""The hours worked that a month's record states aren't those of the timesheets."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.people.work import measure_work, month_of
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot

ROUNDING = 0.02
"""Share by which the two may differ: timesheets are kept in whole hours here, payroll in quarters."""


@rule("EVD020", Severity.NOTE)
def hours_differ_from_timesheets(snapshot: Snapshot) -> Iterator[Problem]:
    """A site's hours for a month differ from what the timesheets of that month add up to.

    ## Why

    Every rate is divided by these hours. Where two sources of one number disagree, the auditor asks which of them is true, and about every other number too.

    ## Example: fails

    ```yaml title="records/hours-worked/2026/hrs-0001.yaml"
    id: hrs-0001
    date: 2026-05-05
    site: yard
    recorded_by: P-002
    month: "2026-04"
    hours: 40
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-04-30
    recorded_by: P-002
    month: "2026-04"
    source: Payroll timesheets
    imported_on: 2026-05-05
    rows:
      - {person: P-003, site: yard, hours: 8, days: [27, 28, 29, 30]}
    ```

    ## Example: passes

    ```yaml title="records/hours-worked/2026/hrs-0001.yaml"
    id: hrs-0001
    date: 2026-05-05
    site: yard
    recorded_by: P-002
    month: "2026-04"
    hours: 32
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-04-30
    recorded_by: P-002
    month: "2026-04"
    source: Payroll timesheets
    imported_on: 2026-05-05
    rows:
      - {person: P-003, site: yard, hours: 8, days: [27, 28, 29, 30]}
    ```

    ## What to do

    Find out which of the two is right, and correct the other. Hours of people who are not on the timesheets (owners, a contractor's crew) belong into the notes of the record.

    ## Source

    The standard's statistics questions in program administration: rates are worked out from the hours of the payroll.
    """
    work = measure_work(snapshot.program)
    for stored in snapshot.program.records_by_type.get("hours-worked", ()):
        record = stored.value
        month, hours = month_of(record), getattr(record, "hours", None)
        if month is None or month not in work.covered_to or hours is None or record.site is None:
            continue
        counted = work.hours_at(record.site, *month)
        if abs(counted - hours) > ROUNDING * max(counted, hours):
            yield Problem(
                stored.place("hours"),
                f"{record.id} says {hours} hours for {record.site} in {month[0]}-{month[1]:02}; the timesheets add up to {counted}.",
                "Find out which of the two is right, and correct the other.",
                (record.id, record.site),
            )
