"""The self-assessment answers a topic that there isn't."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.secor import list_blanks
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.secor_file import read_secor


@rule("CYC016", Severity.ERROR)
def topic_unknown(snapshot: Snapshot) -> Iterator[Problem]:
    """A topic's id in the newest self-assessment is none of those that are asked.

    ## Why

    The answer counts for nothing, and the topic that was meant stays without one.

    ## Example: fails

    The course that the partner asks for is left out (DUE015).

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: SECOR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ```yaml title="records/self-assessment/2026/sa-0001.yaml"
    id: sa-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: certification
    assessor: P-001
    signatures: [{person: P-001, role: assessor, date: 2026-05-12, method: electronic}]
    profile_complete: true
    score_page_complete: true
    ethics_signed_on: 2026-05-12
    answers:
      - {topic: S1.1, answer: "yes", records: [POL-01]}
      - {topic: S1.2, answer: "yes", records: [POL-01]}
      - {topic: S1.3, answer: "yes", records: [POL-01]}
      - {topic: S1.4, answer: "yes", records: [POL-01]}
      - {topic: S2.1, answer: "yes", records: [POL-01]}
      - {topic: S2.2, answer: "yes", records: [POL-01]}
      - {topic: S2.3, answer: "yes", records: [POL-01]}
      - {topic: S2.4, answer: "yes", records: [POL-01]}
      - {topic: S2.5, answer: "yes", records: [POL-01]}
      - {topic: S3.1, answer: "yes", records: [POL-01]}
      - {topic: S3.2, answer: "yes", records: [POL-01]}
      - {topic: S3.3, answer: "yes", records: [POL-01]}
      - {topic: S3.4, answer: "yes", records: [POL-01]}
      - {topic: S3.5, answer: "yes", records: [POL-01]}
      - {topic: S3.6, answer: "yes", records: [POL-01]}
      - {topic: S5.1, answer: "yes", records: [POL-01]}
      - {topic: S5.2, answer: "yes", records: [POL-01]}
      - {topic: S5.3, answer: "yes", records: [POL-01]}
      - {topic: S5.4, answer: "yes", records: [POL-01]}
      - {topic: S6.1, answer: "yes", records: [POL-01]}
      - {topic: S6.2, answer: "yes", records: [POL-01]}
      - {topic: S7.1, answer: "yes", records: [POL-01]}
      - {topic: S7.2, answer: "yes", records: [POL-01]}
      - {topic: S7.3, answer: "yes", records: [POL-01]}
      - {topic: S8.1, answer: "yes", records: [POL-01]}
      - {topic: S8.2, answer: "yes", records: [POL-01]}
      - {topic: S8.3, answer: "yes", records: [POL-01]}
      - {topic: S8.4, answer: "yes", records: [POL-01]}
      - {topic: S9.1, answer: "yes", records: [POL-01]}
      - {topic: S9.2, answer: "yes", records: [POL-01]}
      - {topic: S9.3, answer: "yes", records: [POL-01]}
      - {topic: S10.1, answer: "yes", records: [POL-01]}
      - {topic: S10.2, answer: "yes", records: [POL-01]}
      - {topic: S10.3, answer: "yes", records: [POL-01]}
      - {topic: S10.4, answer: "yes", records: [POL-01]}
      - {topic: S1.9, answer: "yes", records: [POL-01]}
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
    certificate: {scheme: SECOR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ```yaml title="records/self-assessment/2026/sa-0001.yaml"
    id: sa-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: certification
    assessor: P-001
    signatures: [{person: P-001, role: assessor, date: 2026-05-12, method: electronic}]
    profile_complete: true
    score_page_complete: true
    ethics_signed_on: 2026-05-12
    answers:
      - {topic: S1.1, answer: "yes", records: [POL-01]}
      - {topic: S1.2, answer: "yes", records: [POL-01]}
      - {topic: S1.3, answer: "yes", records: [POL-01]}
      - {topic: S1.4, answer: "yes", records: [POL-01]}
      - {topic: S2.1, answer: "yes", records: [POL-01]}
      - {topic: S2.2, answer: "yes", records: [POL-01]}
      - {topic: S2.3, answer: "yes", records: [POL-01]}
      - {topic: S2.4, answer: "yes", records: [POL-01]}
      - {topic: S2.5, answer: "yes", records: [POL-01]}
      - {topic: S3.1, answer: "yes", records: [POL-01]}
      - {topic: S3.2, answer: "yes", records: [POL-01]}
      - {topic: S3.3, answer: "yes", records: [POL-01]}
      - {topic: S3.4, answer: "yes", records: [POL-01]}
      - {topic: S3.5, answer: "yes", records: [POL-01]}
      - {topic: S3.6, answer: "yes", records: [POL-01]}
      - {topic: S5.1, answer: "yes", records: [POL-01]}
      - {topic: S5.2, answer: "yes", records: [POL-01]}
      - {topic: S5.3, answer: "yes", records: [POL-01]}
      - {topic: S5.4, answer: "yes", records: [POL-01]}
      - {topic: S6.1, answer: "yes", records: [POL-01]}
      - {topic: S6.2, answer: "yes", records: [POL-01]}
      - {topic: S7.1, answer: "yes", records: [POL-01]}
      - {topic: S7.2, answer: "yes", records: [POL-01]}
      - {topic: S7.3, answer: "yes", records: [POL-01]}
      - {topic: S8.1, answer: "yes", records: [POL-01]}
      - {topic: S8.2, answer: "yes", records: [POL-01]}
      - {topic: S8.3, answer: "yes", records: [POL-01]}
      - {topic: S8.4, answer: "yes", records: [POL-01]}
      - {topic: S9.1, answer: "yes", records: [POL-01]}
      - {topic: S9.2, answer: "yes", records: [POL-01]}
      - {topic: S9.3, answer: "yes", records: [POL-01]}
      - {topic: S10.1, answer: "yes", records: [POL-01]}
      - {topic: S10.2, answer: "yes", records: [POL-01]}
      - {topic: S10.3, answer: "yes", records: [POL-01]}
      - {topic: S10.4, answer: "yes", records: [POL-01]}
    ```

    ## What to do

    Correct the id; the page of the clock lists all topics.

    ## Source

    Muster's own format: `builder/standards/secor/alberta.yaml`.
    """
    for each in list_blanks(snapshot.program, read_secor(), snapshot.as_of):
        if each.kind == "unknown-topic":
            yield Problem(each.place, each.words, "Correct the id.", tuple(id for id in (each.topic,) if id))
