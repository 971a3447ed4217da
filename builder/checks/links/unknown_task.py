"""A hazard assessment is for a task that the position doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK011", Severity.ERROR)
def unknown_task(snapshot: Snapshot) -> Iterator[Problem]:
    """A hazard assessment names a task that isn't in the position's list of tasks.

    ## Why

    Positions, tasks and assessments are one inventory. An assessment of a task that isn't listed counts for nothing, and the listed one stays without.

    ## Example: fails

    ```yaml title="records/hazard-assessment/2026/ha-0004.yaml"
    id: ha-0004
    date: 2026-04-02
    recorded_by: P-002
    position: plumber
    task: solder
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

    ```yaml title="records/hazard-assessment/2026/ha-0004.yaml"
    id: ha-0004
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

    Correct the task's id, or add the task to the position.

    ## Source

    The standard's questions HA2 and HA3.
    """
    for stored in snapshot.program.records_by_type.get("hazard-assessment", ()):
        position = snapshot.program.positions.get(getattr(stored.value, "position", None) or "")
        task = getattr(stored.value, "task", None)
        if position is None or task is None or not position.value.tasks:
            continue
        tasks = [each.id for each in position.value.tasks]
        if task not in tasks:
            yield Problem(
                stored.place("task"),
                f"{task} is not a task of the position {position.value.id}.{did_you_mean(task, tasks)}",
                f"Its tasks are: {', '.join(tasks) or 'none'}.",
                (stored.value.id, position.value.id),
            )
