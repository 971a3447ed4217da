"""A signature is dated before the event."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD010", Severity.GAP)
def signed_before_event(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody signed a record before the day on which it happened.

    ## Why

    Forms signed in advance prove that nobody looked. Where it is a slip of the pen, it is quickly corrected; where it isn't, the auditor draws the next ten.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-08, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    If the date is a slip, correct it. Otherwise the record stays as it is.

    ## Source

    Good practice of internal audit; the standard asks for dated signatures (TR4, JH10).
    """
    for stored in snapshot.program.records:
        for index, signature in enumerate(stored.value.signatures):
            if signature.date < stored.value.date:
                yield Problem(
                    stored.place("signatures", index, "date"),
                    f"{signature.person} signed {stored.value.id} on {signature.date}, before it happened on {stored.value.date}.",
                    "Correct the date if it is a slip.",
                    (stored.value.id, signature.person),
                )
