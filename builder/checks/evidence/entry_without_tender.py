"""Somebody went into a confined space and nobody stayed at the opening."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD024", Severity.GAP)
def entry_without_tender(snapshot: Snapshot) -> Iterator[Problem]:
    """A confined space permit names nobody who stayed at the opening, or names somebody who went in.

    ## Why

    The tending worker is the one who sees that something is wrong and calls before a second person climbs in. Whoever is inside can't be that person.

    ## Example: fails

    ```yaml title="records/confined-space-permit/2026/csp-0001.yaml"
    id: csp-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    space: Sump at the wash bay
    work: Clean out the basket
    valid_from: "09:00"
    valid_to: "11:00"
    hazards: [Sewer gas]
    isolation: Inlet plugged
    tests: [{at: "08:50", oxygen: "20.9", lel: 0, h2s: 0, co: 0}]
    entrants: [P-003]
    tender: P-003
    rescue_plan: Tripod and winch
    communication: Voice
    issued_by: P-002
    closed_at: "10:30"
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    This also gives DUE013.

    ## Example: passes

    ```yaml title="records/confined-space-permit/2026/csp-0001.yaml"
    id: csp-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    space: Sump at the wash bay
    work: Clean out the basket
    valid_from: "09:00"
    valid_to: "11:00"
    hazards: [Sewer gas]
    isolation: Inlet plugged
    tests: [{at: "08:50", oxygen: "20.9", lel: 0, h2s: 0, co: 0}]
    entrants: [P-003]
    tender: P-002
    rescue_plan: Tripod and winch
    communication: Voice
    issued_by: P-002
    closed_at: "10:30"
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    ## What to do

    If somebody tended and the paper says so, name them or attach the scan. Otherwise leave the permit as it is, stop such entries, and raise a corrective action.

    ## Source

    OHS Code, sections 46 to 58 (confined space entry by permit, read 2025-03-31); the standard's question HC12.
    """
    for stored in snapshot.program.records_by_type.get("confined-space-permit", ()):
        record = stored.value
        entrants: tuple[str, ...] = getattr(record, "entrants", ())
        tender = getattr(record, "tender", None)
        if record.has_scan or not entrants or (tender and tender not in entrants):
            continue
        found = f"names {tender} as tending worker, who went in" if tender else "names no tending worker"
        yield Problem(
            stored.place("tender" if tender else "entrants"),
            f"{record.id} {found}.",
            "Name who stayed at the opening if the paper says it; otherwise raise a corrective action.",
            (record.id, *entrants),
        )
