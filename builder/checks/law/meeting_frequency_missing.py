"""The terms of reference promise no rhythm of committee meetings."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.measure.law.plan_content import measure_plans
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW018", Severity.GAP)
def meeting_frequency_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """There are approved terms of reference for a committee, and no approved document promises how often it meets.

    ## Why

    The law leaves it to the terms of reference how often the committee meets, so that must stand in them. As long as nothing is promised, nobody can see that a meeting is missing.

    ## Example: fails

    The short standard of these examples doesn’t ask the question JH1, so LNK001 finds that, too.

    ```markdown title="policies/terms-of-reference.md"
    ---
    id: PRG-12
    title: Committee terms of reference
    kind: statement
    area: committees
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-06-20
    review_every: P12M
    last_reviewed: 2026-06-20
    status: approved
    answers: [JH1]
    clauses:
      cochair-selection: Terms
      member-selection: Terms
      term: Terms
      meetings-and-records: Terms
      conduct-and-concerns: Terms
      replacement: Terms
      disputes: Terms
      non-performing-members: Terms
    ---

    ## Terms

    As the committee agreed.
    ```

    ## Example: passes

    The short standard of these examples doesn’t ask the question JH1, so LNK001 finds that.

    ```markdown title="policies/terms-of-reference.md"
    ---
    id: PRG-12
    title: Committee terms of reference
    kind: statement
    area: committees
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-06-20
    review_every: P12M
    last_reviewed: 2026-06-20
    status: approved
    answers: [JH1]
    clauses:
      cochair-selection: Terms
      member-selection: Terms
      term: Terms
      meetings-and-records: Terms
      conduct-and-concerns: Terms
      replacement: Terms
      disputes: Terms
      non-performing-members: Terms
    obligations: [{record: hsc-meeting, every: P1M, per: company}]
    ---

    ## Terms

    As the committee agreed.
    ```

    ## What to do

    Add the obligation to the front matter of the terms of reference: `{record: hsc-meeting, every: P1M, per: company}`, with the rhythm that the committee agreed on. Meetings that are missing are COV003 then, those without quorum EVD006.

    ## Source

    Code, section 196 (OHS Code, as read for 2025-03-31).
    """
    is_promised = any(
        obligation.record == "hsc-meeting" and obligation.every
        for stored in approved_documents(snapshot)
        for obligation in stored.value.obligations
    )
    for state in measure_plans(snapshot.program, snapshot.law):
        if state.required.key == "terms-of-reference" and not is_promised:
            yield Problem(
                state.document.place("obligations"),
                f"{state.document.value.id} promises no rhythm of committee meetings, and no other document does; the terms of reference "
                f"say how often the committee meets ({snapshot.law.cite(state.required)}).",
                "Add `{record: hsc-meeting, every: P1M, per: company}` to its `obligations`, with the rhythm agreed on.",
                (state.document.value.id,),
            )
