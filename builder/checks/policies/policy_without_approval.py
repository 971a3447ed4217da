"""A document calls itself approved, and nothing shows who approved it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL002", Severity.GAP)
def policy_without_approval(snapshot: Snapshot) -> Iterator[Problem]:
    """A document has the status `approved` without approver and day, and without a signed copy.

    ## Why

    A procedure binds people because somebody who may do so put it in force. An auditor asks who and when; a scan of the page signed in ink answers as well as two fields.

    ## Example: fails

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [ML1]
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md).
    ```

    ## Example: passes

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [ML1]
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md).
    ```

    ## What to do

    Have the document approved, then fill in `approved_by` and `approved_on`, or attach the signed page as `signed_copy`. Until then its status is `draft`.

    ## Source

    The standard's questions on the signed policy (ML3) and on document control (AD3).
    """
    for stored in approved_documents(snapshot):
        policy = stored.value
        if policy.signed_copy is None and not (policy.approved_by and policy.approved_on):
            missing = " and ".join(name for name in ("approved_by", "approved_on") if not getattr(policy, name))
            yield Problem(
                stored.place("status"),
                f"{policy.id} is marked as approved, but {missing} is empty and there is no signed copy.",
                "Fill in who approved it and when, add the signed copy, or set `status: draft`.",
                (policy.id,),
            )
