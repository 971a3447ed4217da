"""A kit, blankets, a stretcher or a room is missing."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.first_aid import measure_first_aid
from builder.measure.law.first_aid_words import row_words
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW006", Severity.GAP)
def first_aid_equipment_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A site has not the first-aid kit, blankets, stretcher, area or room that the law’s table asks for, or doesn’t say so under `first_aid`.

    ## Why

    A first aider without a kit is a witness. Which kit, and what beside it, follows from hazard, workers and the way to health care.

    ## Example: fails

    ```yaml title="records/sites/yard.yaml"
    id: yard
    name: The yard
    kind: shop
    address: 12 Birch Street, Olds AB
    active: [{from: 2026-04-01}]
    hazard_class: high
    travel_minutes: 9
    first_aid: {kits: [{type: 2, size: large, location: Shop office}]}
    crews:
      - {id: plumbing, name: Plumbing crew, foreman: P-002, from: 2026-04-01, members: [{person: P-003, from: 2026-04-01}]}
    ```

    ## Example: passes

    ```yaml title="records/sites/yard.yaml"
    id: yard
    name: The yard
    kind: shop
    address: 12 Birch Street, Olds AB
    active: [{from: 2026-04-01}]
    hazard_class: high
    travel_minutes: 9
    first_aid: {kits: [{type: 3, size: small, location: Shop office}]}
    crews:
      - {id: plumbing, name: Plumbing crew, foreman: P-002, from: 2026-04-01, members: [{person: P-003, from: 2026-04-01}]}
    ```

    ## What to do

    Get what is missing and write under `first_aid` in the site’s file what there is: kits with type, size and place, blankets, `stretcher_and_splints`, `area`, `room`. A higher type or a larger size does for a lower one.

    ## Source

    Code, section 178 and Schedule 2 (OHS Code, as read for 2025-03-31).
    """
    table = snapshot.law.first_aid
    if table is None:
        return
    for shift in measure_first_aid(snapshot.program, table, snapshot.as_of):
        if shift.equipment:
            stored = snapshot.program.sites[shift.site.id]
            row = f", row {row_words(shift.row)}" if shift.row else ""
            yield Problem(
                stored.place("first_aid"),
                f"{shift.site.name} has {shift.workers} workers on the {shift.shift} shift and lacks {', '.join(shift.equipment)} "
                f"({snapshot.law.cite(table)}{row}).",
                "Get what is missing, and write what there is under `first_aid` in the site's file.",
                (shift.site.id,),
            )
