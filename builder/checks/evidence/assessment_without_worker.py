"""A hazard assessment was made without anybody who does the work."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD014", Severity.GAP)
def assessment_without_worker(snapshot: Snapshot) -> Iterator[Problem]:
    """No worker took part in a hazard assessment of a worker's position.

    ## Why

    Whoever does the work knows what goes wrong. The law wants them involved, and the auditor asks them whether they were.

    ## Example: fails

    ```yaml title="records/hazard-assessment/2026/ha-0003.yaml"
    id: ha-0003
    date: 2026-04-02
    recorded_by: P-002
    position: plumber
    task: soldering
    trigger: initial
    hazards:
      - hazard: Burns and strains
        category: safety
        likelihood: 2
        severity: 3
        controls: [{kind: engineering, control: Right tool for the task}]
        residual: 4
    people: [{person: P-002, role: participant}, {person: P-001, role: manager}]
    signatures:
      - {person: P-002, date: 2026-04-02, method: electronic}
      - {person: P-001, date: 2026-04-02, method: electronic}
    ```

    ## Example: passes

    ```yaml title="records/hazard-assessment/2026/ha-0003.yaml"
    id: ha-0003
    date: 2026-04-02
    recorded_by: P-002
    position: plumber
    task: soldering
    trigger: initial
    hazards:
      - hazard: Burns and strains
        category: safety
        likelihood: 2
        severity: 3
        controls: [{kind: engineering, control: Right tool for the task}]
        residual: 4
    people: [{person: P-003, role: participant}, {person: P-001, role: manager}]
    signatures:
      - {person: P-003, date: 2026-04-02, method: electronic}
      - {person: P-001, date: 2026-04-02, method: electronic}
    ```

    ## What to do

    Go through it with the people who do the task, and file that as a new assessment. Don't add names to the old one.

    ## Source

    OHS Code, section 8(1) (affected workers are involved, read 2025-03-31); the standard's question HA6.
    """
    program = snapshot.program
    for stored in program.records_by_type.get("hazard-assessment", ()):
        record = stored.value
        position = program.positions.get(getattr(record, "position", None) or "")
        if position is None or position.value.level != "worker" or record.has_scan:
            continue
        jobs = [
            program.people[id].value.employment_on(record.date)
            for id in record.people_as("participant")
            if id in program.people
        ]
        if not any(job and job.level == "worker" for job in jobs):
            yield Problem(
                stored.place("people"),
                f"No worker took part in {record.id}, the assessment of {getattr(record, 'task', None)} ({position.value.id}).",
                "Go through it with the people who do the task, and file that as a new assessment.",
                (record.id, position.value.id),
            )
