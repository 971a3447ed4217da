"""The ground was open after the locates had run out."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD027", Severity.GAP)
def dug_after_locates_expired(snapshot: Snapshot) -> Iterator[Problem]:
    """A dig began or went on after the last day on its locate ticket.

    ## Why

    Paint fades and another contractor may have laid a cable since. A slip out of date is the first thing asked for when a line is hit.

    ## Example: fails

    ```yaml title="records/ground-disturbance-permit/2026/gdp-0001.yaml"
    id: gdp-0001
    date: 2026-06-08
    site: yard
    recorded_by: P-002
    location: North of door 3
    work: Trench for a water line
    depth_cm: 240
    ticket: 2026-0417-A
    expires: 2026-06-10
    marked_by: Public and private locator
    hand_expose: Gas at 0.9 m seen
    hazards: Cave-in
    issued_by: P-002
    closed_on: 2026-06-12
    signatures: [{person: P-002, date: 2026-06-08, method: electronic}]
    ```

    This also gives DUE013.

    ## Example: passes

    ```yaml title="records/ground-disturbance-permit/2026/gdp-0001.yaml"
    id: gdp-0001
    date: 2026-06-08
    site: yard
    recorded_by: P-002
    location: North of door 3
    work: Trench for a water line
    depth_cm: 240
    ticket: 2026-0417-A
    expires: 2026-06-22
    marked_by: Public and private locator
    hand_expose: Gas at 0.9 m seen
    hazards: Cave-in
    issued_by: P-002
    closed_on: 2026-06-12
    signatures: [{person: P-002, date: 2026-06-08, method: electronic}]
    ```

    ## What to do

    If the locates were renewed, write the new last day. Otherwise leave the permit as it is, and raise a corrective action.

    ## Source

    The last day printed on the locate ticket; the standard's question HC12 (ground disturbance).
    """
    for stored in snapshot.program.records_by_type.get("ground-disturbance-permit", ()):
        record = stored.value
        expires = getattr(record, "expires", None)
        last = getattr(record, "closed_on", None) or record.date
        if expires is not None and last > expires:
            yield Problem(
                stored.place("expires"),
                f"{record.id}: the ground was open until {last}, and the locates ended on {expires}.",
                "Write the new last day if they were renewed; otherwise raise a corrective action.",
                tuple(id for id in (record.id, getattr(record, "contractor", None)) if id),
            )
