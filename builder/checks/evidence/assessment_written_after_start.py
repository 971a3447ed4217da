"""A field-level assessment was written after the work had begun."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD004", Severity.GAP)
def assessment_written_after_start(snapshot: Snapshot) -> Iterator[Problem]:
    """A field-level hazard assessment was written later than the work started.

    ## Why

    It exists to think before the first lift, not to fill a form at the end of the shift. Times that show the second are the sign of a pencil-whipped form.

    ## Example: fails

    ```yaml title="records/flha/2026/flha-0001.yaml"
    id: flha-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    crew: plumbing
    job: Hang the heating main
    started_at: "07:30"
    written_at: "09:40"
    hazards: [{hazard: Fall from the ladder, control: Platform ladder}]
    people: [{person: P-002, role: foreman}, {person: P-003, role: crew}]
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    ## Example: passes

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

    The record stays as it is. Talk it over with the foreman at the next toolbox meeting.

    ## Source

    OHS Code, section 7(1): before work begins (read 2025-03-31); the standard's question HA10.
    """
    for stored in snapshot.program.records_by_type.get("flha", ()):
        written, started = getattr(stored.value, "written_at", None), getattr(stored.value, "started_at", None)
        if written and started and written > started:
            yield Problem(
                stored.place("written_at"),
                f"{stored.value.id} was written at {written}, after the work had begun at {started}.",
                "Leave the record as it is, and talk it over with the crew.",
                (stored.value.id,),
            )
