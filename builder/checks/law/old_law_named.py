"""A document names a law by a former name or edition."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.citation import find_old_names
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("LAW015", Severity.NOTE)
def old_law_named(snapshot: Snapshot) -> Iterator[Problem]:
    """A document names an act, a regulation or a code by an edition that is no longer in force.

    ## Why

    The sections of an old edition have other numbers and often other contents.

    ## Example: fails

    ```markdown title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-15
    review_every: P12M
    last_reviewed: 2026-04-15
    status: approved
    ---

    Ladders follow the OHS Code 2009.
    ```

    ## Example: passes

    ```markdown title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-15
    review_every: P12M
    last_reviewed: 2026-04-15
    status: approved
    ---

    Ladders follow the OHS Code.
    ```

    ## What to do

    Look up what is in force, and name that. If the text speaks of the past on purpose, leave it.

    ## Source

    The Act of 2020 and the Code of 2021 are in force (OHS Act, as read for 2023-12-31; OHS Code, as read for 2025-03-31). Which names and numbers the earlier ones had is our own knowledge, not verified; so this is a note.
    """
    for stored in snapshot.program.policies:
        if stored.value.status == "withdrawn":
            continue
        for mention in find_old_names(stored.value, snapshot.law):
            if mention.instrument:
                yield Problem(
                    Place(stored.path, mention.line, mention.column),
                    f"{stored.value.id} names `{mention.words}`; in force is the {mention.instrument.title} "
                    f"({mention.instrument.consolidation}, read {mention.instrument.as_of}).",
                    "Look up what is in force, and name that.",
                    (stored.value.id,),
                )
