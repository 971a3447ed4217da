"""A contractor works here without current insurance."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.contractor import active_after
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE006", Severity.GAP)
def insurance_expired(snapshot: Snapshot) -> Iterator[Problem]:
    """A contractor's insurance had run out on a day on which the contractor was active.

    ## Why

    The insurance certificate is part of what was checked before the contractor was approved. Once it has run out, the approval rests on nothing.

    ## Example: fails

    ```yaml title="records/contractors/C-01.yaml"
    id: C-01
    name: Olds Insulation Inc.
    scope: Pipe insulation
    wcb_account: "5550200"
    wcb_clearance: {checked_on: 2026-04-01, expires: 2026-12-31}
    insurance_expires: 2026-06-15
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

    Ask the contractor for the new certificate and enter its day.

    ## Source

    The standard's question OP2: contractors are selected on stated criteria.
    """
    for stored in snapshot.program.contractors.values():
        expires = stored.value.insurance_expires
        day = active_after(stored.value, expires, snapshot) if expires else None
        if day:
            yield Problem(
                stored.place("insurance_expires"),
                f"The insurance of {stored.value.id} ran out on {expires}; the contractor was active until {day}.",
                "Get the new certificate of insurance and enter its day.",
                (stored.value.id,),
            )
