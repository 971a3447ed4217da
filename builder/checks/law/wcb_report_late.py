"""An injury was reported to the WCB late, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.incident_notice import measure_wcb_notices
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW012", Severity.GAP)
def wcb_report_late(snapshot: Snapshot) -> Iterator[Problem]:
    """An injury beyond first aid was reported to the WCB after the time that the law allows, or nothing shows that it was reported.

    ## Why

    The employer has 72 hours from when it knew. The claim itself stays outside the repository; that and when it was reported doesn’t.

    ## Example: fails

    ```yaml title="records/incident/2026/inc-0001.yaml"
    id: inc-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    class: lost-time
    occurred_at: "14:20"
    description: The boom truck tipped onto its outrigger while a boiler was on the hook. Nobody was near.
    immediate_action: Load landed with the second truck, area closed.
    wcb_reported_on: 2026-06-15
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/incident/2026/inc-0001.yaml"
    id: inc-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    class: lost-time
    occurred_at: "14:20"
    description: The boom truck tipped onto its outrigger while a boiler was on the hook. Nobody was near.
    immediate_action: Load landed with the second truck, area closed.
    wcb_reported_on: 2026-06-13
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    If it was reported, write the day into `wcb_reported_on`, or file a WCB report with the days and times. If the company knew later than the day of the incident, the WCB report says so in `known_on`. If it wasn’t reported, report it now.

    ## Source

    Workers’ Compensation Act, section 33, by a secondary source (read 2025-03-31). Without times of day, three days are allowed.
    """
    limit = snapshot.law.limit("wcb-report")
    if limit is None:
        return
    for notice in measure_wcb_notices(snapshot.program, snapshot.law, snapshot.as_of):
        if not notice.is_late:
            continue
        id = notice.incident.value.id
        filed = f"it was reported on {notice.filed_on}" if notice.filed_on else "nothing shows that it was reported"
        yield Problem(
            notice.incident.place("wcb_reported_on") if notice.report is None else notice.incident.place("date"),
            f"The injury of {id} was known on {notice.known}, and {filed}; the WCB is told within {limit.value} {limit.unit} "
            f"({snapshot.law.cite(limit)}).",
            "If it was reported in time, write the day into `wcb_reported_on`, or file the WCB report with days and times.",
            tuple(each for each in (id, notice.report) if each),
        )
