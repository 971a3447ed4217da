"""A journey plan has no time of arrival."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD028", Severity.GAP)
def journey_without_arrival(snapshot: Snapshot) -> Iterator[Problem]:
    """The day of a journey is over, and its plan doesn't say that anybody arrived.

    ## Why

    The plan is made so that somebody starts to look when no message comes. A plan that nobody closed shows that nobody waited for it.

    ## Example: fails

    ```yaml title="records/journey-plan/2026/jrn-0001.yaml"
    id: jrn-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    driver: P-003
    contact: P-002
    vehicle: A-001
    route: Olds – Sundre – Forestry Trunk Road
    conditions: Gravel, dry
    left_at: "05:30"
    expected_at: "07:10"
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/journey-plan/2026/jrn-0001.yaml"
    id: jrn-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    driver: P-003
    contact: P-002
    vehicle: A-001
    route: Olds – Sundre – Forestry Trunk Road
    conditions: Gravel, dry
    left_at: "05:30"
    expected_at: "07:10"
    arrived_at: "07:05"
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    If the time is known from the message itself, write it down with where it comes from. Otherwise leave the plan as it is, and talk over with the contact what should have happened.

    ## Source

    OHS Code, sections 393 and 394 (contact at suitable intervals while working alone, read 2025-03-31); the journey plan itself is the company's own rule.
    """
    for stored in snapshot.program.records_by_type.get("journey-plan", ()):
        record = stored.value
        if record.date < snapshot.as_of and not record.has_scan and getattr(record, "arrived_at", None) is None:
            yield Problem(
                stored.place("expected_at"),
                f"{record.id}: nobody wrote down that {record.subject} arrived on {record.date}.",
                "Write the time down if the message shows it. Otherwise leave the plan as it is, and talk it over with the contact.",
                tuple(id for id in (record.id, record.subject) if id),
            )
