"""A posted first aider has no valid certificate."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.first_aider import ROLE, holdings_of
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW007", Severity.GAP)
def first_aider_without_certificate(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody is posted as a first aider and holds no first-aid certificate that is valid.

    ## Why

    Their name hangs on the board; people will call them. Only somebody with a valid certificate counts for the law’s table.

    ## Example: fails

    The yard then has no first aider: LAW005. The certificate of P-003 is for another course.

    ```yaml title="records/training/2026/trn-0009.yaml"
    id: trn-0009
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: whmis
    provider: Central Safety Training
    ```

    ## Example: passes

    ```yaml title="records/training/2026/trn-0009.yaml"
    id: trn-0009
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: Emergency first aid
    provider: Central Safety Training
    expires: 2029-04-01
    ```

    ## What to do

    File the certificate, or end the role with `to:` and take the name off the board.

    ## Source

    Code, sections 178 and 181 (OHS Code, as read for 2025-03-31).
    """
    table = snapshot.law.first_aid
    if table is None:
        return
    holdings = holdings_of(snapshot.program, table)
    for id, stored in snapshot.program.people.items():
        if stored.value.employment_on(snapshot.as_of) is None:
            continue
        for index, role in enumerate(stored.value.roles):
            is_aider = role.role.startswith(ROLE) and role.covers(snapshot.as_of)
            if is_aider and not holdings.aiders([id], role.site or "", snapshot.as_of):
                yield Problem(
                    stored.place("roles", index, "role"),
                    f"{id} is posted as a first aider and holds no first-aid certificate that is valid on {snapshot.as_of} "
                    f"({snapshot.law.cite(table)}).",
                    "File the certificate, or end the role and take the name off the board.",
                    (id,),
                )
