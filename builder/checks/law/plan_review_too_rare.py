"""A plan was not reviewed as often as the law wants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.measure.law.plan_content import measure_plans
from builder.model.day import Period, add_period
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW010", Severity.GAP)
def plan_review_too_rare(snapshot: Snapshot) -> Iterator[Problem]:
    """The plan against violence and harassment was not reviewed in the time that the law allows, or is planned to be reviewed less often.

    ## Why

    Three years is the longest; after an incident, on a change and on request it is sooner.

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
    review_every: P48M
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

    Review the plan with the committee, the representative or the workers, write the day into `last_reviewed`, and set `review_every` to P36M or less.

    ## Source

    Code, section 390 (OHS Code, as read for 2025-03-31).
    """
    for state in measure_plans(snapshot.program, snapshot.law):
        policy, longest = state.document.value, state.required.review_every
        if longest is None:
            continue
        fix = f"Review it, write the day into `last_reviewed`, and set `review_every` to {longest} or less."
        basis = f"{longest.words} at most ({snapshot.law.cite(state.required)})"
        if state.review_due and state.review_due < snapshot.as_of:
            message = f"{policy.id} was last reviewed on {state.reviewed_on}; the law allows {basis}."
            yield Problem(state.document.place("last_reviewed"), message, fix, (policy.id,))
        elif policy.review_every and _is_longer(policy.review_every, longest):
            message = f"{policy.id} is to be reviewed every {policy.review_every.words}; the law allows {basis}."
            yield Problem(state.document.place("review_every"), message, fix, (policy.id,))


def _is_longer(one: Period, other: Period) -> bool:
    """Whether one period lasts longer, counted from a day of no importance."""
    day = date(2024, 1, 1)
    return add_period(day, one) > add_period(day, other)
