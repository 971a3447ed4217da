"""A document says that the law asks for committee meetings so and so often."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.citation import find_meeting_claims
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("LAW016", Severity.GAP)
def meeting_frequency_taken_for_law(snapshot: Snapshot) -> Iterator[Problem]:
    """A document claims that the law requires the committee to meet quarterly, monthly or the like.

    ## Why

    Since the Act of 2020 the committee’s own terms of reference set how often it meets; many texts still quote the older law. To meet quarterly because the terms of reference say so is right.

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

    The OHS Code requires the committee to hold quarterly meetings.
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

    The committee meets quarterly, as its terms of reference say.
    ```

    ## What to do

    Say that the terms of reference ask for it, and keep to what they say.

    ## Source

    Code, sections 196 to 201 (OHS Code, as read for 2025-03-31).
    """
    claim = snapshot.law.claim("meeting-frequency")
    if claim is None:
        return
    for stored in snapshot.program.policies:
        if stored.value.status == "withdrawn":
            continue
        for mention in find_meeting_claims(stored.value):
            yield Problem(
                Place(stored.path, mention.line, mention.column),
                f"{stored.value.id} says that the law asks for committee meetings `{mention.words}`; {claim.says} "
                f"({snapshot.law.cite(claim)}).",
                "Say that the terms of reference ask for it.",
                (stored.value.id,),
            )
