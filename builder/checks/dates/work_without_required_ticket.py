"""Somebody worked before there was any certificate of a course that the position or the work needs."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.people.competence import Standing, measure_competence
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE013", Severity.GAP)
def work_without_required_ticket(snapshot: Snapshot) -> Iterator[Problem]:
    """A record shows somebody at work on a day on which there was no certificate of a course that the position or that work needs.

    ## Why

    A certificate got later doesn't cover the days before it. After an accident the first question is what the person had been taught by that morning. One finding stands for one person and one course, with the number of days and the first record; the days are listed on the page about competence at the time of work.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: plumber, level: worker, site: yard}]
    ```

    ```yaml title="records/training/2026/trn-0002.yaml"
    id: trn-0002
    date: 2026-05-20
    recorded_by: P-002
    person: P-004
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-05-20
    verified_by: P-002
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-05-31
    recorded_by: P-002
    month: "2026-05"
    source: Payroll timesheets
    imported_on: 2026-06-02
    rows:
      - {person: P-004, site: yard, hours: 8, days: [19, 20, 21]}
    ```

    ## Example: passes

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: plumber, level: worker, site: yard}]
    ```

    ```yaml title="records/training/2026/trn-0002.yaml"
    id: trn-0002
    date: 2026-05-20
    recorded_by: P-002
    person: P-004
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-05-20
    verified_by: P-002
    ```

    ```yaml title="records/work-days/2026/wkd-0001.yaml"
    id: wkd-0001
    date: 2026-05-31
    recorded_by: P-002
    month: "2026-05"
    source: Payroll timesheets
    imported_on: 2026-06-02
    rows:
      - {person: P-004, site: yard, hours: 8, days: [20, 21]}
    ```

    ## What to do

    If there is an earlier certificate, file it. If not, keep the person off that work until trained, or under the direct supervision of somebody competent, and record a corrective action; those days stay a gap.

    ## Source

    OHS Act: workers are adequately qualified, suitably trained, or work under direct supervision (read 2025-03-31); the standard's questions TR2, TR5 and TR6.
    """
    for lapse in measure_competence(snapshot.program, snapshot.window).of(Standing.MISSING):
        day, record = lapse.days[0]
        more = f", and on {len(lapse.days) - 1} more days" if len(lapse.days) > 1 else ""
        yield Problem(
            snapshot.program.people[lapse.person].place("employment"),
            f"{lapse.person} worked without {lapse.course} on {day} ({record}){more}; {lapse.why} needs it.",
            f"If there is an earlier certificate, file it. If not, keep {lapse.person} off that work until trained or under direct "
            "supervision, and record a corrective action; those days stay a gap.",
            (lapse.person, lapse.course, record),
        )
