"""A timesheet has somebody at work on a day on which they weren't employed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.measure.people.work import RowDay, row_days
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK014", Severity.GAP)
def work_day_not_employed(snapshot: Snapshot) -> Iterator[Problem]:
    """A timesheet has somebody at work on a day on which the register says they weren't employed.

    ## Why

    Days worked say who needed an orientation, a ticket and a field-level assessment. A day before hiring is most often a wrong date in the register of people, and then the orientation looks early when it was late.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-04-01, to: 2026-05-15, position: foreman, level: supervisor, site: yard}]
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-05-31
    recorded_by: P-002
    month: "2026-05"
    source: Payroll timesheets
    imported_on: 2026-06-02
    rows:
      - {person: P-004, site: yard, hours: 8, days: [14, 15, 18]}
    ```

    ## Example: passes

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-04-01, to: 2026-05-15, position: foreman, level: supervisor, site: yard}]
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-05-31
    recorded_by: P-002
    month: "2026-05"
    source: Payroll timesheets
    imported_on: 2026-06-02
    rows:
      - {person: P-004, site: yard, hours: 8, days: [14, 15]}
    ```

    ## What to do

    Correct the employment in the register of people, or the row of the timesheet, whichever is wrong.

    ## Source

    The standard's questions TR3 and TR9: both are judged by the first day of work and by every day worked.
    """
    people = snapshot.program.people
    for stored in snapshot.program.records_by_type.get("work-days", ()):
        found: dict[str, list[tuple[date, RowDay]]] = {}
        for each in row_days(stored):
            person = people.get(each.person)
            if person is not None and each.day is not None and person.value.employment_on(each.day) is None:
                found.setdefault(each.person, []).append((each.day, each))
        for id, days in found.items():
            first, where = min(days, key=lambda pair: pair[0])
            more = f", and on {len(days) - 1} more days of that month" if len(days) > 1 else ""
            yield Problem(
                stored.place(*where.steps),
                f"{stored.value.id} has {id} at work on {first}{more}, when {id} was not employed.",
                "Correct the employment in the register of people, or the row of the timesheet.",
                (stored.value.id, id),
            )
