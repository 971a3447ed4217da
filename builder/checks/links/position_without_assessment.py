"""A task that somebody does has no hazard assessment."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK010", Severity.GAP)
def position_without_assessment(snapshot: Snapshot) -> Iterator[Problem]:
    """A task of a position that somebody holds has never been assessed for hazards.

    ## Why

    The formal hazard assessment covers every task of every position, office and shop included; missing ones are among the most cited gaps.

    ## Example: fails

    ```yaml title="records/positions/plumber.yaml"
    id: plumber
    title: Plumber
    level: worker
    tasks: [{id: soldering, title: Soldering copper pipe, critical: true}, {id: trenching, title: Work in trenches}]
    required_training: [fall-protection]
    ```

    ## Example: passes

    ```yaml title="records/positions/plumber.yaml"
    id: plumber
    title: Plumber
    level: worker
    tasks: [{id: soldering, title: Soldering copper pipe, critical: true}]
    required_training: [fall-protection]
    ```

    ## What to do

    Assess the task with the people who do it, and file the assessment with this position and task.

    ## Source

    OHS Code, section 7 (read 2025-03-31): assess the work site before work begins; the standard's questions HA2 and HA3.
    """
    program = snapshot.program
    assessed = {
        (getattr(stored.value, "position", None), getattr(stored.value, "task", None))
        for stored in program.records_by_type.get("hazard-assessment", ())
    }
    held = {job.position for person in program.people.values() if (job := person.value.employment_on(snapshot.as_of))}
    for id, stored in program.positions.items():
        for index, task in enumerate(stored.value.tasks):
            if id in held and (id, task.id) not in assessed:
                yield Problem(
                    stored.place("tasks", index),
                    f"The task {task.id} of the position {id} has no hazard assessment.",
                    "Assess it with the people who do it, and file the assessment.",
                    (id,),
                )
