"""A plan doesn’t say where a content stands that the law wants in it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.plan_content import measure_plans
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW009", Severity.GAP)
def required_content_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """An approved emergency plan, violence plan or committee’s terms lack a content that the law names, or `clauses` doesn’t say under which heading it stands.

    ## Why

    These three documents have contents set by law: ten for an emergency response plan, five for the plan against violence and harassment, eight for the terms of reference. Somebody who looks for one must find it.

    ## Example: fails

    The short standard of these examples doesn’t ask the question HC10, so LNK001 finds that, too.

    ```markdown title="policies/violence-plan.md"
    ---
    id: PLN-01
    title: Violence and harassment prevention plan
    kind: plan
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P36M
    last_reviewed: 2026-04-01
    status: approved
    answers: [HC10]
    clauses:
      measures: Measures
      informing-workers: Telling people
      reporting: Reporting
      investigation: Investigation
    ---

    ## Measures

    As agreed on with the crew.

    ## Telling people

    As agreed on with the crew.

    ## Reporting

    As agreed on with the crew.

    ## Investigation

    As agreed on with the crew.
    ```

    ## Example: passes

    The short standard of these examples doesn’t ask the question HC10, so LNK001 finds that.

    ```markdown title="policies/violence-plan.md"
    ---
    id: PLN-01
    title: Violence and harassment prevention plan
    kind: plan
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P36M
    last_reviewed: 2026-04-01
    status: approved
    answers: [HC10]
    clauses:
      measures: Measures
      informing-workers: Telling people
      reporting: Reporting
      investigation: Investigation
      confidentiality: Confidentiality
    ---

    ## Measures

    As agreed on with the crew.

    ## Telling people

    As agreed on with the crew.

    ## Reporting

    As agreed on with the crew.

    ## Investigation

    As agreed on with the crew.

    ## Confidentiality

    As agreed on with the crew.
    ```

    ## What to do

    Write the part, and add its name with the heading to `clauses` in the front matter. A heading that isn’t in the text is POL005.

    ## Source

    Code, section 116 (emergency response plan), 390 (violence and harassment), 196 (terms of reference) (OHS Code, as read for 2025-03-31).
    """
    for state in measure_plans(snapshot.program, snapshot.law):
        policy, required = state.document.value, state.required
        unnamed = [content for content in state.missing if content.clause not in policy.clauses]
        if unnamed:
            wanting = ", ".join(f"{content.clause} ({content.says})" for content in unnamed)
            yield Problem(
                state.document.place("clauses"),
                f"{policy.id} names no heading for {len(unnamed)} of the {len(required.contents)} contents of the {required.title}: "
                f"{wanting} ({snapshot.law.cite(required)}).",
                "Write the part, and add its name with the heading to `clauses`.",
                (policy.id,),
            )
