"""A field-level assessment is of a crew that its site doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK012", Severity.ERROR)
def unknown_crew(snapshot: Snapshot) -> Iterator[Problem]:
    """A field-level hazard assessment names a crew that isn't on its site.

    ## Why

    Every crew owes one assessment a day. One that names no crew of the site counts for none of them.

    ## Example: fails

    ```yaml title="records/flha/2026/flha-0001.yaml"
    id: flha-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    crew: plumbers
    job: Hang the heating main
    started_at: "07:30"
    written_at: "07:10"
    hazards: [{hazard: Fall from the ladder, control: Platform ladder}]
    people: [{person: P-002, role: foreman}, {person: P-003, role: crew}]
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    ## Example: passes

    ```yaml title="records/flha/2026/flha-0001.yaml"
    id: flha-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    crew: plumbing
    job: Hang the heating main
    started_at: "07:30"
    written_at: "07:10"
    hazards: [{hazard: Fall from the ladder, control: Platform ladder}]
    people: [{person: P-002, role: foreman}, {person: P-003, role: crew}]
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    ## What to do

    Correct the crew's id, or add the crew to the site.

    ## Source

    The standard's question HA10: one assessment per crew and shift.
    """
    for stored in snapshot.program.records_by_type.get("flha", ()):
        site = snapshot.program.sites.get(stored.value.site or "")
        crew = getattr(stored.value, "crew", None)
        if site is None or crew is None:
            continue
        crews = [each.id for each in site.value.crews]
        if crew not in crews:
            yield Problem(
                stored.place("crew"),
                f"{crew} is not a crew of the site {site.value.id}.{did_you_mean(crew, crews)}",
                f"Its crews are: {', '.join(crews) or 'none'}.",
                (stored.value.id, site.value.id),
            )
