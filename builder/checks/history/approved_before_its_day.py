"""A document was entered as approved before the day on which it says it was approved."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS024", Severity.GAP)
def approved_before_its_day(snapshot: Snapshot) -> Iterator[Problem]:
    """A document's words about its approval were in the repository before the day that they name.

    ## Why

    What was written down before it happened was not a report of it. Often the day of a planned meeting was put in, and nobody came back to it.

    ## Example: fails

    Entered in git on 2026-05-04:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-05-20
    review_every: P12M
    last_reviewed: 2026-05-20
    status: approved
    ---

    Three points of contact.
    ```

    ## Example: passes

    Entered in git on 2026-05-22:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-05-20
    review_every: P12M
    last_reviewed: 2026-05-20
    status: approved
    ---

    Three points of contact.
    ```

    ## What to do

    Ask the approver on which day they approved it, and put that day into `approved_on`. If they haven't yet, set `status: draft` until they do.

    ## Source

    The same measure as for records (HIS005): the day of entry in git against the day that the file claims.
    """
    for stored in snapshot.program.policies:
        approval = snapshot.approvals.get(stored.path)
        if approval is None or approval.claimed_on is None or approval.approved_on is None:
            continue
        if approval.claimed_on < approval.approved_on:
            yield Problem(
                stored.place("approved_on"),
                f"{approval.document} says that it was approved on {approval.approved_on}; that was entered on {approval.claimed_on} already.",
                "Ask the approver for the day; until it has come, the document is a draft.",
                (approval.document,),
            )
