"""A page of the self-assessment is blank."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.secor import list_blanks
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.secor_file import read_secor


@rule("CYC011", Severity.GAP)
def self_assessment_incomplete(snapshot: Snapshot) -> Iterator[Problem]:
    """The company profile, the score page or the code of ethics of the newest self-assessment is not marked as filled in or signed.

    ## Why

    A blank page sends the whole self-assessment back, and the 15 days of gathering and 21 days to submit go on running.

    ## Example: fails

    The example answers one topic only (CYC015) and leaves out the course that the partner asks for (DUE015).

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
    profile_complete: false
    score_page_complete: true
    ethics_signed_on: 2026-05-12
    answers:
      - {topic: S1.1, answer: "yes", records: [POL-01]}
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
    ```

    ## What to do

    Fill the page in on the partner's form, then mark it here. A missing WCB number or industry code has a finding at records/company.yaml, the assessor's missing signature one of its own.

    ## Source

    AASP pre-submission list of commonly missed things (2011), read 2026-11-22; topics are our own paraphrase (unverified).
    """
    for each in list_blanks(snapshot.program, read_secor(), snapshot.as_of):
        if each.kind in ("profile", "score-page", "ethics"):
            yield Problem(
                each.place,
                each.words,
                "Fill the page in on the partner's form, and mark it in the record.",
                tuple(id for id in (each.topic,) if id),
            )
