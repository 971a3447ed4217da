"""A policy was not approved by the company's most senior manager."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL013", Severity.GAP)
def policy_not_by_senior_manager(snapshot: Snapshot) -> Iterator[Problem]:
    """A document of kind `policy` was approved by somebody other than today's senior manager.

    ## Why

    The policy is the word of the person who answers for the company. An auditor holds the signature against today's most senior manager in charge.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-04-01, position: foreman, level: manager, site: yard}]
    ```

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-004
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

    Have the senior manager sign it, or correct `senior_manager` in records/company.yaml.

    ## Source

    The standard's question on the signed policy (ML3): signed and dated by the present senior operating person.
    """
    company = snapshot.program.company
    senior = company.value.senior_manager if company else None
    for stored in approved_documents(snapshot):
        policy = stored.value
        if policy.kind == "policy" and senior and policy.approved_by not in (None, senior):
            yield Problem(
                stored.place("approved_by"),
                f"{policy.id} was approved by {policy.approved_by}; the company's senior manager is {senior}.",
                "Have the senior manager approve it.",
                (policy.id, policy.approved_by or "", senior),
            )
