"""A contractor works here without a current WCB clearance."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.contractor import active_after
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE005", Severity.GAP)
def clearance_expired(snapshot: Snapshot) -> Iterator[Problem]:
    """A contractor's WCB clearance had run out on a day on which the contractor was active.

    ## Why

    Without a clearance the company can be charged the contractor's unpaid premiums, and the auditor's check of contractors fails on the first one drawn.

    ## Example: fails

    ```yaml title="records/contractors/C-01.yaml"
    id: C-01
    name: Olds Insulation Inc.
    scope: Pipe insulation
    wcb_account: "5550200"
    wcb_clearance: {checked_on: 2026-04-01, expires: 2026-06-15}
    insurance_expires: 2026-12-31
    approved_by: P-001
    approved_on: 2026-04-01
    active: [{site: yard, from: 2026-04-02}]
    ```

    ## Example: passes

    ```yaml title="records/contractors/C-01.yaml"
    id: C-01
    name: Olds Insulation Inc.
    scope: Pipe insulation
    wcb_account: "5550200"
    wcb_clearance: {checked_on: 2026-04-01, expires: 2026-12-31}
    insurance_expires: 2026-12-31
    approved_by: P-001
    approved_on: 2026-04-01
    active: [{site: yard, from: 2026-04-02}]
    ```

    ## What to do

    Get a new clearance letter from the WCB's website and enter its days; until then the contractor stays off the site.

    ## Source

    Workers' Compensation Act, section 126 (clearance letters); the standard's question OP2.
    """
    for stored in snapshot.program.contractors.values():
        clearance = stored.value.wcb_clearance
        if clearance is None or clearance.expires is None:
            continue
        day = active_after(stored.value, clearance.expires, snapshot)
        if day:
            yield Problem(
                stored.place("wcb_clearance", "expires"),
                f"The WCB clearance of {stored.value.id} ran out on {clearance.expires}; the contractor was active until {day}.",
                "Get a new clearance letter and enter its days.",
                (stored.value.id,),
            )
