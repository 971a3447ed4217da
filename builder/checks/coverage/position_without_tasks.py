"""A position that somebody holds lists no tasks."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("COV004", Severity.GAP)
def position_without_tasks(snapshot: Snapshot) -> Iterator[Problem]:
    """A position in use has no list of tasks.

    ## Why

    The inventory of positions and tasks is the ground of every hazard assessment. A position without tasks can't be assessed at all, so nothing looks missing.

    ## Example: fails

    ```yaml title="records/positions/president.yaml"
    id: president
    title: President
    level: senior-manager
    ```

    ## Example: passes

    ```yaml title="records/positions/president.yaml"
    id: president
    title: President
    level: senior-manager
    tasks: [{id: office-work, title: Office work}]
    ```

    ## What to do

    Ask the people in the position what they do in a week, and list it. Office work counts.

    ## Source

    The standard's question HA2: a complete inventory of positions and tasks.
    """
    program = snapshot.program
    held = {job.position for person in program.people.values() if (job := person.value.employment_on(snapshot.as_of))}
    for id, stored in program.positions.items():
        if id in held and not stored.value.tasks:
            yield Problem(
                stored.place(),
                f"The position {id} lists no tasks, so none of them can be assessed for hazards.",
                "Ask the people in the position what they do, and list it under `tasks`.",
                (id,),
            )
