"""An investigation was completed late."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.coverage import Outcome
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE007", Severity.GAP)
def investigation_late(snapshot: Snapshot) -> Iterator[Problem]:
    """An investigation was completed after the day that the procedure sets.

    ## Why

    Memory fades and traces are cleaned up. An investigation that ends weeks later finds what is left, not what happened.

    ## Example: fails

    ```markdown title="policies/investigations.md"
    ---
    id: PRG-11
    title: Investigations
    kind: procedure
    area: investigation
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    obligations:
      - {record: investigation, per: incident, within: P14D, by: supervisor}
    ---

    Every incident is investigated within 14 days.
    ```

    ```yaml title="records/incident/2026/inc-0001.yaml"
    id: inc-0001
    date: 2026-05-20
    site: yard
    recorded_by: P-002
    class: medical-aid
    occurred_at: "10:15"
    description: Cut on a pipe edge
    immediate_action: First aid, then the clinic
    wcb_reported_on: 2026-05-21
    signatures: [{person: P-002, date: 2026-05-20, method: electronic}]
    ```

    ```yaml title="records/investigation/2026/inv-0001.yaml"
    id: inv-0001
    date: 2026-05-21
    recorded_by: P-002
    incident: inc-0001
    team: [P-002, P-003]
    direct_causes: Sharp edge after cutting
    root_causes: No deburring step in the procedure
    completed_on: 2026-06-20
    signatures:
      - {person: P-002, date: 2026-06-20, method: electronic}
      - {person: P-003, date: 2026-06-20, method: electronic}
    ```

    ## Example: passes

    ```markdown title="policies/investigations.md"
    ---
    id: PRG-11
    title: Investigations
    kind: procedure
    area: investigation
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    obligations:
      - {record: investigation, per: incident, within: P14D, by: supervisor}
    ---

    Every incident is investigated within 14 days.
    ```

    ```yaml title="records/incident/2026/inc-0001.yaml"
    id: inc-0001
    date: 2026-05-20
    site: yard
    recorded_by: P-002
    class: medical-aid
    occurred_at: "10:15"
    description: Cut on a pipe edge
    immediate_action: First aid, then the clinic
    wcb_reported_on: 2026-05-21
    signatures: [{person: P-002, date: 2026-05-20, method: electronic}]
    ```

    ```yaml title="records/investigation/2026/inv-0001.yaml"
    id: inv-0001
    date: 2026-05-21
    recorded_by: P-002
    incident: inc-0001
    team: [P-002, P-003]
    direct_causes: Sharp edge after cutting
    root_causes: No deburring step in the procedure
    completed_on: 2026-05-28
    signatures:
      - {person: P-002, date: 2026-05-28, method: electronic}
      - {person: P-003, date: 2026-05-28, method: electronic}
    ```

    ## What to do

    The record stays as it is. Look for what held it up, and put that right.

    ## Source

    The standard's question II6: completed promptly; the days are those of your own procedure.
    """
    for each in snapshot.expected:
        if each.outcome is Outcome.LATE and each.record and each.record_type == "investigation":
            stored = snapshot.program.record_by_id[each.record]
            completed = getattr(stored.value, "completed_on", None) or stored.value.date
            yield Problem(
                stored.place("completed_on"),
                f"{each.record} on {each.unit} was completed on {completed}, {(completed - each.due).days} days after {each.due}.",
                "Leave the record as it is, and find out what held it up.",
                (each.record, each.unit, each.document),
            )
