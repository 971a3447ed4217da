"""A document's `forms` names a record type that doesn't exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES


@rule("POL015", Severity.ERROR)
def form_of_unknown_record(snapshot: Snapshot) -> Iterator[Problem]:
    """A document says under `forms` that people fill in a type of record that doesn't exist.

    ## Why

    `forms` says which records a document asks for when something happens. A name that no type has promises nothing, and the records people really make look as if no document asked for them.

    ## Example: fails

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    forms: [visitor-book]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## Example: passes

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    forms: [visitor-log]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Use the name of a type; `muster new` lists them.

    ## Source

    Muster's own format: documents name record types.
    """
    for stored in snapshot.program.policies:
        for index, name in enumerate(stored.value.forms):
            if name not in TYPES:
                near = difflib.get_close_matches(name, TYPES, 1)
                meant = f"Perhaps {near[0]} is meant. " if near else ""
                yield Problem(
                    stored.place("forms", index),
                    f"{stored.value.id} has people fill in `{name}`, and there is no such record type.",
                    f"{meant}The types are: {', '.join(TYPES)}.",
                    (stored.value.id,),
                )
