"""A hazard assessment is past the day set for its review."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE011", Severity.GAP)
def assessment_review_overdue(snapshot: Snapshot) -> Iterator[Problem]:
    """A hazard assessment should have been looked at again, and no newer one of the task is there.

    ## Why

    Assessments are repeated at intervals set beforehand, because tools, materials and people change while the paper doesn't.

    ## Example: fails

    ```yaml title="records/hazard-assessment/2026/ha-0003.yaml"
    id: ha-0003
    date: 2026-04-02
    recorded_by: P-002
    next_review: 2026-06-01
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

    ## Example: passes

    ```yaml title="records/hazard-assessment/2026/ha-0003.yaml"
    id: ha-0003
    date: 2026-04-02
    recorded_by: P-002
    next_review: 2027-04-02
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

    Assess the task again with the people who do it, and file that as a new assessment.

    ## Source

    OHS Code, section 7(4) (read 2025-03-31); the standard's question HA8.
    """
    latest = {}
    for stored in snapshot.program.records_by_type.get("hazard-assessment", ()):
        latest[getattr(stored.value, "position", None), getattr(stored.value, "task", None)] = stored
    program = snapshot.program
    held = {job.position for person in program.people.values() if (job := person.value.employment_on(snapshot.as_of))}
    for (position, task), stored in latest.items():
        due = getattr(stored.value, "next_review", None)
        if due is not None and due < snapshot.as_of and position in held:
            yield Problem(
                stored.place("next_review"),
                f"The assessment of {task} ({position}) was to be reviewed by {due}; there is no newer one.",
                "Assess the task again and file it as a new assessment.",
                tuple(id for id in (stored.value.id, position) if id),
            )
