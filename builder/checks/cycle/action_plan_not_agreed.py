"""An action plan stands for a maintenance audit without the partner's word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.cycle_file import read_cycle_rules
from builder.record_types.action_plan import ActionPlan


@rule("CYC021", Severity.GAP)
def action_plan_not_agreed(snapshot: Snapshot) -> Iterator[Problem]:
    """An action plan is meant to take the place of a maintenance audit, and the day on which the partner agreed to it is not on record, or it was applied for after the partner's last day.

    ## Why

    Without the partner's agreement the maintenance counts as missed, which cancels the certificate.

    ## Example: fails

    ```yaml title="records/action-plan/2026/apl-0001.yaml"
    id: apl-0001
    date: 2026-05-12
    recorded_by: P-002
    purpose: instead-of-maintenance
    approved_by: P-001
    items: [{text: Inspect in winter too}]
    due: 2026-11-15
    signatures: [{person: P-001, date: 2026-05-12, method: electronic}]
    applied_on: 2026-03-20
    ```

    ## Example: passes

    ```yaml title="records/action-plan/2026/apl-0001.yaml"
    id: apl-0001
    date: 2026-05-12
    recorded_by: P-002
    purpose: instead-of-maintenance
    approved_by: P-001
    items: [{text: Inspect in winter too}]
    due: 2026-11-15
    signatures: [{person: P-001, date: 2026-05-12, method: electronic}]
    applied_on: 2026-03-20
    agreed_on: 2026-05-11
    ```

    ## What to do

    Ask the partner, and write the day of the letter under `agreed_on`. If the answer is no, register a maintenance audit now.

    ## Source

    youracsa.ca, COR action plans; continuingcaresafety.ca, auditor updates, November 2019; read 2026-11-22. Terms differ by partner and are data (`action_plan`).
    """
    company = snapshot.program.company
    terms = read_cycle_rules(snapshot.standard.id).action_plan.get(company.value.partner) if company else None
    for stored in snapshot.program.records_by_type.get("action-plan", ()):
        plan = stored.value
        if not isinstance(plan, ActionPlan) or plan.purpose != "instead-of-maintenance" or plan.accepted_on:
            continue
        last_day = date(plan.date.year, terms.apply_month, terms.apply_day) if terms else None
        if plan.agreed_on is None:
            said = "and the partner's agreement to it is not on record"
        elif last_day and plan.applied_on and plan.applied_on > last_day:
            said = f"but it was applied for on {plan.applied_on}, after {last_day}"
        else:
            continue
        yield Problem(
            stored.place("agreed_on" if plan.agreed_on is None else "applied_on"),
            f"{plan.id} is to take the place of a maintenance audit, {said}.",
            "Write the day of the partner's letter under `agreed_on`, or register a maintenance audit.",
            (plan.id,),
        )
