"""Somebody worked on the strength of a certificate that nobody says they have seen."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.people.competence import Standing, measure_competence
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE014", Severity.NOTE)
def unverified_ticket_at_work(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody worked on the strength of a certificate that nobody says they have seen, and of which there is no scan.

    ## Why

    A line that says "has the ticket" is the worker's word. Whoever looks at the original, or files a picture of it, turns it into evidence; forged and borrowed cards do turn up.

    ## Example: fails

    ```yaml title="records/training/2026/trn-0001.yaml"
    id: trn-0001
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-04-01
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-04-30
    recorded_by: P-002
    month: "2026-04"
    source: Payroll timesheets
    imported_on: 2026-05-05
    rows:
      - {person: P-003, site: yard, hours: 8, days: [29, 30]}
    ```

    ## Example: passes

    ```yaml title="records/training/2026/trn-0001.yaml"
    id: trn-0001
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-04-01
    verified_by: P-002
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-04-30
    recorded_by: P-002
    month: "2026-04"
    source: Payroll timesheets
    imported_on: 2026-05-05
    rows:
      - {person: P-003, site: yard, hours: 8, days: [29, 30]}
    ```

    ## What to do

    Ask for the original and put who saw it under `verified_by`, or attach a scan.

    ## Source

    The standard's question TR2: tickets and licences are checked before work.
    """
    for lapse in measure_competence(snapshot.program, snapshot.window).of(Standing.UNVERIFIED):
        if lapse.certificate is None:
            continue
        day, record = lapse.days[0]
        more = f" and on {len(lapse.days) - 1} more days" if len(lapse.days) > 1 else ""
        yield Problem(
            lapse.certificate.place("course"),
            f"Nobody says that they have seen this {lapse.course} certificate of {lapse.person}, who worked on {day} "
            f"({record}){more}.",
            "Ask for the original and put who saw it under `verified_by`, or attach a scan.",
            (lapse.certificate.value.id, lapse.person, record),
        )
