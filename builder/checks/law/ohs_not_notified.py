"""An incident that OHS must be told of, and nothing says that it was."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.incident_notice import find_notification
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW011", Severity.GAP)
def ohs_not_notified(snapshot: Snapshot) -> Iterator[Problem]:
    """An incident is of a class or kind that must be reported to OHS as soon as possible, and no day of the report is written.

    ## Why

    A death, an admission to hospital, an uncontrolled explosion, fire or flood, an upset crane, a structure that failed and a potentially serious incident are reported at once, and the scene is left as it is. Emergency care alone is no admission.

    ## Example: fails

    ```yaml title="records/incident/2026/inc-0001.yaml"
    id: inc-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    class: near-miss
    occurred_at: "14:20"
    description: The boom truck tipped onto its outrigger while a boiler was on the hook. Nobody was near.
    immediate_action: Load landed with the second truck, area closed.
    event_kind: crane-upset
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/incident/2026/inc-0001.yaml"
    id: inc-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    class: near-miss
    occurred_at: "14:20"
    description: The boom truck tipped onto its outrigger while a boiler was on the hook. Nobody was near.
    immediate_action: Load landed with the second truck, area closed.
    event_kind: crane-upset
    ohs_notified_on: 2026-06-10
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    If it was reported, write the day into `ohs_notified_on`. If it wasn’t, call 1-866-415-8690 now and write today’s day: late is better than never.

    ## Source

    Act, section 33 (OHS Act, as read for 2023-12-31).
    """
    for stored in snapshot.program.records_by_type.get("incident", ()):
        reason = find_notification(stored.value, snapshot.law)
        if reason and getattr(stored.value, "ohs_notified_on", None) is None:
            written = "event_kind" if getattr(stored.value, "event_kind", None) in reason.events else "class"
            yield Problem(
                stored.place(written),
                f"{stored.value.id} is {reason.says}, which OHS must be told of as soon as possible; no day of the report is written "
                f"({snapshot.law.cite(reason)}).",
                "If it was reported, write the day into `ohs_notified_on`; if not, call 1-866-415-8690 now.",
                (stored.value.id,),
            )
