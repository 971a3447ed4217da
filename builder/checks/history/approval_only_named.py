"""A document's approver signed an earlier version with their key, and this one only names them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.approval import ApprovalLevel
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot

_SIGNED = (ApprovalLevel.SIGNED_COMMIT, ApprovalLevel.SIGNED_TAG)


@rule("HIS023", Severity.NOTE)
def approval_only_named(snapshot: Snapshot) -> Iterator[Problem]:
    """An earlier version was approved with the approver's key; for the present one, neither ink nor a key shows the approval.

    ## Why

    Where approvals are usually signed, one that is not stands out: whoever can write to the repository can write a name and a day. It is only a note, because naming the approver is allowed.

    ## Example: fails

    Entered in git on 2026-04-02. The tag `policy/SWP-02/v1` approves it, signed by P-001: `good`

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

    Entered in git on 2026-05-20.

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 2
    owner: P-002
    approved_by: P-001
    approved_on: 2026-05-19
    review_every: P12M
    last_reviewed: 2026-05-19
    status: approved
    ---

    Three points of contact. Tie off above three metres.
    ```

    ## Example: passes

    Entered in git on 2026-04-02. The tag `policy/SWP-02/v1` approves it, signed by P-001: `good`

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

    Entered in git on 2026-05-20. The tag `policy/SWP-02/v2` approves it, signed by P-001: `good`

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 2
    owner: P-002
    approved_by: P-001
    approved_on: 2026-05-19
    review_every: P12M
    last_reviewed: 2026-05-19
    status: approved
    ---

    Three points of contact. Tie off above three metres.
    ```

    ## What to do

    Ask the approver whether they approved this version. If they did, have them sign it: on paper, or with `muster approve`. If they didn't, put the version back that they did approve.

    ## Source

    The levels of approval, in the pack's annex on approvals; the standard's question on document control (AD3).
    """
    for stored in snapshot.program.policies:
        approval = snapshot.approvals.get(stored.path)
        if approval is None or not approval.was_signed or approval.is_in_ink or approval.stale is not None:
            continue
        if approval.best is None or approval.best.level not in _SIGNED:
            yield Problem(
                stored.place("approved_by"),
                f"{approval.document}, version {approval.version}, names {approval.approver or 'nobody'} as its approver; an earlier version "
                "was signed with its approver's key, and this one is not, nor is a signed page filed.",
                "Ask the approver; if they did approve it, have them sign it, on paper or with `muster approve`.",
                (approval.document,),
            )
