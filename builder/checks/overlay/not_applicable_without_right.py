"""The company calls a question not applicable, and the partner's instrument doesn't allow that."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL004", Severity.GAP)
def not_applicable_without_right(snapshot: Snapshot) -> Iterator[Problem]:
    """A question is called not applicable without the right to it from the partner's instrument.

    ## Why

    Only the instrument says which questions may be left out; the claim takes their points out of what is counted. Until the overlay shows the right, the question counts as asked.

    ## Example: fails

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: COR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    not_applicable:
      - {question: IN2, reason: Nobody but the owner works in the shop., person: P-001, date: 2026-05-01}
    ```

    ```yaml title="records/overlay.yaml"
    standard: alberta-cor
    edition: "2023"
    partner: acsa
    instrument: An instrument made up for this page
    read_on: 2026-04-01
    questions:
      - number: "1.1"
        element: leadership
        topics: [ML1, ML11, HA5, IN1, IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
    ```

    ## Example: passes

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: COR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    not_applicable:
      - {question: IN2, reason: Nobody but the owner works in the shop., person: P-001, date: 2026-05-01}
    ```

    ```yaml title="records/overlay.yaml"
    standard: alberta-cor
    edition: "2023"
    partner: acsa
    instrument: An instrument made up for this page
    read_on: 2026-04-01
    questions:
      - number: "1.1"
        element: leadership
        topics: [ML1, ML11, HA5, IN1]
        points: {D: 10, I: 5, O: 0}
        rule: range
      - number: "7.2"
        element: inspections
        topics: [IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
        may_be_na: true
    ```

    ## What to do

    Look in the instrument whether the question may be marked not applicable. If it may, say so in the overlay (`may_be_na`); if not, take the claim out of records/company.yaml and answer the question.

    ## Source

    Marking a question not applicable removes its points from the total, needs a reason, and is allowed only where the instrument says so (Energy Safety Canada's audit tool and own knowledge, read 2026-11-22; unverified for other partners).
    """
    program = snapshot.program
    company, overlay = program.company, program.overlay.value if program.overlay else None
    for index, claim in enumerate(company.value.not_applicable if company else ()):
        if company is None or snapshot.standard.question(claim.question) is None:
            continue
        if overlay is None:
            why = "there is no overlay that shows the right to it"
        elif not overlay.questions_about(claim.question):
            why = "no question of the overlay asks about it"
        elif not overlay.may_be_na(claim.question):
            numbers = [each.number for each in overlay.questions_about(claim.question) if not each.may_be_na]
            why = f"the partner's instrument doesn't allow that (question {', '.join(numbers)})"
        else:
            continue
        yield Problem(
            company.place("not_applicable", index, "question"),
            f"{claim.question} is called not applicable, but {why}; it counts as asked.",
            "Look the right up in the instrument and copy it into the overlay, or answer the question.",
            (claim.question,),
        )
