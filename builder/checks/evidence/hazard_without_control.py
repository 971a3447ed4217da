"""A hazard was assessed, and no control is named for it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD013", Severity.GAP)
def hazard_without_control(snapshot: Snapshot) -> Iterator[Problem]:
    """A hazard in an assessment has no control.

    ## Why

    An assessment that finds a hazard and stops there has told the company in writing that people are exposed to it.

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

    Name what is done about it: eliminate it if you can, then engineering, then administrative controls, personal protective equipment last.

    ## Source

    OHS Code, section 9 (hierarchy of controls, read 2025-03-31); the standard's questions HC1 and HC2.
    """
    for stored in snapshot.program.records_by_type.get("hazard-assessment", ()):
        for index, each in enumerate(getattr(stored.value, "hazards", ())):
            if not each.controls:
                yield Problem(
                    stored.place("hazards", index),
                    f"{stored.value.id} names no control for: {each.hazard.rstrip('.')}.",
                    "Name what is done about it.",
                    (stored.value.id,),
                )
