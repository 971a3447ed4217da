"""Somebody was oriented after the first day of work."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.coverage import Outcome
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE008", Severity.GAP)
def orientation_after_first_day(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody began to work before the orientation.

    ## Why

    New people get hurt in their first days. The orientation is the one thing that has to come before, not soon after.

    ## Example: fails

    ```markdown title="policies/orientation.md"
    ---
    id: PRG-09
    title: Orientation
    kind: program
    area: training
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    obligations:
      - {record: orientation, kind: company, per: person, where: {position: [helper]}}
    ---

    Before the first day of work.
    ```

    ```yaml title="records/positions/helper.yaml"
    id: helper
    title: Helper
    level: worker
    tasks: [{id: sweeping, title: Sweeping}]
    ```

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: helper, level: worker, site: yard}]
    ```

    ```yaml title="records/hazard-assessment/2026/ha-0004.yaml"
    id: ha-0004
    date: 2026-04-02
    recorded_by: P-002
    position: helper
    task: sweeping
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

    ```yaml title="records/orientation/2026/ori-0001.yaml"
    id: ori-0001
    date: 2026-05-11
    recorded_by: P-002
    person: P-004
    kind: company
    first_work_day: 2026-05-04
    topics: [rights, hazards, emergency]
    orienter: P-002
    signatures:
      - {person: P-004, date: 2026-05-11, method: electronic}
      - {person: P-002, date: 2026-05-11, method: electronic}
    ```

    ## Example: passes

    ```markdown title="policies/orientation.md"
    ---
    id: PRG-09
    title: Orientation
    kind: program
    area: training
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    obligations:
      - {record: orientation, kind: company, per: person, where: {position: [helper]}}
    ---

    Before the first day of work.
    ```

    ```yaml title="records/positions/helper.yaml"
    id: helper
    title: Helper
    level: worker
    tasks: [{id: sweeping, title: Sweeping}]
    ```

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: helper, level: worker, site: yard}]
    ```

    ```yaml title="records/hazard-assessment/2026/ha-0004.yaml"
    id: ha-0004
    date: 2026-04-02
    recorded_by: P-002
    position: helper
    task: sweeping
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

    ```yaml title="records/orientation/2026/ori-0001.yaml"
    id: ori-0001
    date: 2026-05-04
    recorded_by: P-002
    person: P-004
    kind: company
    first_work_day: 2026-05-04
    topics: [rights, hazards, emergency]
    orienter: P-002
    signatures:
      - {person: P-004, date: 2026-05-04, method: electronic}
      - {person: P-002, date: 2026-05-04, method: electronic}
    ```

    ## What to do

    The record stays as it is. Make sure that nobody gets a hard hat before the orientation is signed.

    ## Source

    The standard's question TR3: orientation before regular duties.
    """
    for each in snapshot.expected:
        if each.outcome is Outcome.LATE and each.record and each.record_type == "orientation":
            stored = snapshot.program.record_by_id[each.record]
            began = getattr(stored.value, "first_work_day", None) or each.first
            yield Problem(
                stored.place("date"),
                f"{each.unit} was oriented on {stored.value.date}, but began to work on {began}.",
                "Leave the record as it is, and see that the next one is oriented first.",
                (each.record, each.unit, each.document),
            )
