"""The company calls a question not applicable that the standard doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL005", Severity.ERROR)
def not_applicable_unknown_question(snapshot: Snapshot) -> Iterator[Problem]:
    """A question is called not applicable that the standard doesn't have.

    ## Why

    The claim has no effect, and the question it was meant for still counts.

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
      - {question: IN99, reason: Nobody but the owner works in the shop., person: P-001, date: 2026-05-01}
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

    Look the question up in the coverage (`muster coverage`) and correct the id.

    ## Source

    The questions of the standard's edition named in records/company.yaml.
    """
    company, standard = snapshot.program.company, snapshot.standard
    known = frozenset(question.id for question in standard.questions())
    for index, claim in enumerate(company.value.not_applicable if company else ()):
        if company and claim.question not in known:
            hint = did_you_mean(claim.question, known)
            yield Problem(
                company.place("not_applicable", index, "question"),
                f"{claim.question} is not a question of {standard.id}, edition {standard.edition}.{hint}",
                "Correct the id; `muster coverage` lists all questions.",
                (claim.question,),
            )
