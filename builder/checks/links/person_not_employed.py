"""A record names somebody who wasn't employed that day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK013", Severity.GAP)
def person_not_employed(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody signed, attended or worked on a day on which the register says they weren't employed.

    ## Why

    Either the register is wrong, or the record is: a signature of somebody who had left is the first thing that makes an auditor doubt all the others.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-04-01, to: 2026-05-15, position: foreman, level: manager, site: yard}]
    ```

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002, P-004]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}, {person: P-004, date: 2026-06-10, method: electronic}]
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

    Correct the record, or the person's `employment`.

    ## Source

    The standard's question TR6 and good practice: people and days must fit together.
    """
    people = snapshot.program.people
    for stored in snapshot.program.records:
        record = stored.value
        named = [(entry.person, ("people", index), record.date) for index, entry in enumerate(record.people)]
        named += [(entry.person, ("signatures", index), entry.date) for index, entry in enumerate(record.signatures)]
        seen: set[str] = set()
        for id, steps, day in named:
            person = people.get(id)
            if person is not None and id not in seen and person.value.employment_on(day) is None:
                seen.add(id)
                yield Problem(
                    stored.place(*steps),
                    f"{record.id} names {id} on {day}, when {id} was not employed.",
                    "Correct the record, or the employment in the register of people.",
                    (record.id, id),
                )
