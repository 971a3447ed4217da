"""The front matter names a heading that the text doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.measure.document import headings_of
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL005", Severity.ERROR)
def clause_heading_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A required content is said to stand under a heading that isn't in the document.

    ## Why

    `clauses` leads the auditor from a required content to the place where it stands. If the heading was renamed or deleted, the claim is wrong.

    ## Example: fails

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
    clauses: {goals: Our goals}
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
    clauses: {goals: What we want}
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md).
    ```

    ## What to do

    Write the heading exactly as it stands in the text, or write the missing part.

    ## Source

    Required contents of documents: the standard's needs (for example ML2, ER1, JH1).
    """
    for stored in snapshot.program.policies:
        policy = stored.value
        present = [heading.text for heading in headings_of(policy.body, policy.body_line)]
        for clause, heading in policy.clauses.items():
            if heading not in present:
                yield Problem(
                    stored.place("clauses", clause),
                    f"{policy.id} has no heading `{heading}` for {clause}.{did_you_mean(heading, present)}",
                    "Write the heading as it stands in the text, or add that part to the text.",
                    (policy.id,),
                )
