"""Somebody worked after a certificate that the position needs had run out."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.people.competence import Standing, measure_competence
from builder.measure.people.training import end_of
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE002", Severity.GAP)
def certificate_expired_on_day_worked(snapshot: Snapshot) -> Iterator[Problem]:
    """A record shows somebody at work after a certificate that the position or the task needs had run out.

    ## Why

    An expired ticket found by the auditor is bad; one that was expired while the person was on the tools can't be put right any more. It is found here by holding certificates against every record that shows somebody at work: crew lists, permits, lockouts, timesheets.

    ## Example: fails

    ```yaml title="records/training/2026/trn-0001.yaml"
    id: trn-0001
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: fall-protection
    provider: Central Safety Training
    expires: 2026-06-05
    ```

    ```yaml title="records/flha/2026/flha-0001.yaml"
    id: flha-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    crew: plumbing
    job: Hang the heating main
    started_at: "07:30"
    written_at: "07:10"
    hazards: [{hazard: Fall from the ladder, control: Platform ladder}]
    people: [{person: P-002, role: foreman}, {person: P-003, role: crew}]
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
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
    ```

    ```yaml title="records/flha/2026/flha-0001.yaml"
    id: flha-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    crew: plumbing
    job: Hang the heating main
    started_at: "07:30"
    written_at: "07:10"
    hazards: [{hazard: Fall from the ladder, control: Platform ladder}]
    people: [{person: P-002, role: foreman}, {person: P-003, role: crew}]
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    ## What to do

    If a valid certificate exists, file it. Otherwise take the person off the task, retrain, and record a corrective action; those days stay a gap.

    ## Source

    The standard's question TR9: no certificate expired on a day worked. OHS Code, part 9, for fall protection training (read 2025-03-31).
    """
    for each in measure_competence(snapshot.program, snapshot.window).of(Standing.EXPIRED):
        if each.certificate is None:
            continue
        day, record = each.days[0]
        more = f", and on {len(each.days) - 1} more days" if len(each.days) > 1 else ""
        yield Problem(
            each.certificate.place("expires"),
            f"The {each.course} certificate of {each.person} ran out on {end_of(each.certificate)}; "
            f"{each.person} worked on {day} ({record}){more}.",
            f"If a valid certificate exists, file it. Otherwise take {each.person} off the task, retrain, and record a "
            "corrective action; those days stay a gap.",
            (each.certificate.value.id, each.person, record),
        )
