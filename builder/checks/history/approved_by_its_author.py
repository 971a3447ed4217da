"""One person owns a document, entered its text and approved it, though somebody else could have looked at it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.approval import Approval
from builder.model.finding import Problem, Severity
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot


@rule("HIS021", Severity.NOTE)
def approved_by_its_author(snapshot: Snapshot) -> Iterator[Problem]:
    """The owner of a document entered its text and approved it, and no second person appears anywhere.

    ## Why

    Two people see more than one. Where a company has another manager, an auditor asks whether anybody else read the document before it bound people. It is only a note: git shows who entered a text, not who thought it up, and in a small company the one who writes is the one who may approve. Nothing is said where nobody else could have approved it, where a page signed in ink is filed, where the change was let in or reviewed by somebody else, or about what was adopted with the program.

    ## Example: fails

    Entered in git by Carl Dunn, who is P-002:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-002
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Three points of contact.
    ```

    ```yaml title="records/people/P-002.yaml"
    id: P-002
    name: Carl Dunn
    employment: [{from: 2026-04-01, position: foreman, level: manager, site: yard}]
    ```

    ## Example: passes

    Entered in git by Carl Dunn, who is P-002:

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

    ## What to do

    Have a second person read it when it is next reviewed: they write the change and the approver lets it in, or the commit's last lines name them (`Reviewed-by: Name <mail>`). Nothing about the past has to be put right.

    ## Source

    ISO 45001:2018, 7.5.2 (review and approval for suitability); separation of writing and approving is usual in document control.
    """
    for stored in snapshot.program.policies:
        approval = snapshot.approvals.get(stored.path)
        if approval is None or not approval.is_one_hand or approval.is_in_ink:
            continue
        if stored.value.owner in (None, approval.approver) and _could_others(snapshot, stored.value, approval):
            yield Problem(
                stored.place("approved_by"),
                f"{approval.approver} entered the text of {approval.document} and approved it; nobody else appears as a reader of it.",
                "Have a second person read it when it is next reviewed.",
                (approval.document, approval.approver),
            )


def _could_others(snapshot: Snapshot, policy: Policy, approval: Approval) -> bool:
    """Whether the approver was one of several managers on the day of the approval; for one who was none there is another rule."""
    day = policy.approved_on
    if day is None:
        return False
    jobs = ((id, stored.value.employment_on(day)) for id, stored in snapshot.program.people.items())
    managers = {id for id, job in jobs if job is not None and job.level in ("manager", "senior-manager")}
    return approval.approver in managers and len(managers) > 1
