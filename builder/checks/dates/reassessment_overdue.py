"""Somebody's competency should have been assessed again."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE012", Severity.GAP)
def reassessment_overdue(snapshot: Snapshot) -> Iterator[Problem]:
    """A competency is past the day set for its next assessment, and no newer one is there.

    ## Why

    Skills that aren't used fade. The day for the next look was set by whoever assessed the person; it is a promise like any other.

    ## Example: fails

    ```yaml title="records/competency/2026/cmp-0001.yaml"
    id: cmp-0001
    date: 2026-04-10
    recorded_by: P-002
    person: P-003
    task: soldering
    result: competent
    assessor: P-002
    reassess_on: 2026-06-10
    signatures:
      - {person: P-003, date: 2026-04-10, method: electronic}
      - {person: P-002, date: 2026-04-10, method: electronic}
    ```

    ## Example: passes

    ```yaml title="records/competency/2026/cmp-0001.yaml"
    id: cmp-0001
    date: 2026-04-10
    recorded_by: P-002
    person: P-003
    task: soldering
    result: competent
    assessor: P-002
    reassess_on: 2029-04-10
    signatures:
      - {person: P-003, date: 2026-04-10, method: electronic}
      - {person: P-002, date: 2026-04-10, method: electronic}
    ```

    ## What to do

    Watch the person at the task, and file the new assessment.

    ## Source

    The standard's question TR7.
    """
    latest = {}
    for stored in snapshot.program.records_by_type.get("competency", ()):
        latest[getattr(stored.value, "person", None), getattr(stored.value, "task", None)] = stored
    for (id, task), stored in latest.items():
        due = getattr(stored.value, "reassess_on", None)
        person = snapshot.program.people.get(id or "")
        if due is not None and due < snapshot.as_of and person and person.value.employment_on(snapshot.as_of):
            yield Problem(
                stored.place("reassess_on"),
                f"The competency of {id} in {task} was to be assessed again by {due}; there is no newer assessment.",
                "Watch the person at the task, and file the new assessment.",
                (stored.value.id, person.value.id),
            )
