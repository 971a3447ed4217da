"""A document's text was changed after the approval that it names."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS020", Severity.GAP)
def approval_stale(snapshot: Snapshot) -> Iterator[Problem]:
    """A document's text was changed after it was approved, and it still names the approval of the text before.

    ## Why

    An approval covers what the approver saw and nothing that was written later. A new text needs a new one: a page signed again, a new day in the front matter, or a signed tag. A change of the front matter alone (another owner, a review without changes) needs none.

    ## Example: fails

    Entered in git on 2026-04-02:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Three points of contact.
    ```

    Entered in git on 2026-05-20:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 2
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Two points of contact.
    ```

    ## Example: passes

    Entered in git on 2026-04-02:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Three points of contact.
    ```

    Entered in git on 2026-05-20:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-05-19
    status: approved
    ---

    Three points of contact.
    ```

    ## What to do

    Show the approver what was changed (`muster history` with the document's id). If they approve it: raise `version`, put the day on which they do so into `approved_on`, and sign: on paper, or with `muster approve`. If they don't, put the approved text back.

    ## Source

    ISO 45001:2018, 7.5.2: documents are reviewed and approved when they are created and when they are updated. The standard's question on document control (AD3).
    """
    for path, approval in snapshot.approvals.items():
        stale = approval.stale
        if stale is None:
            continue
        stored = next(each for each in snapshot.program.policies if each.path == path)
        approved = f"version {stale.version}" if stale.version is not None else "the text"
        by = stale.author.partition(" <")[0]
        yield Problem(
            stored.place("approved_on"),
            f"{approval.document} names the approval of {approval.approved_on}, which was given to {approved} (git's object id {stale.blob[:10]}); "
            f"its text has changed since: on {stale.day}, by {by} (commit {stale.commit[:10]}).",
            "Have the present text approved under the next version, or put the approved text back.",
            (approval.document,),
        )
