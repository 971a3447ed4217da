"""A topic is answered no, and nothing is planned about it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.secor import list_blanks
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.secor_file import read_secor


@rule("CYC014", Severity.GAP)
def no_without_action(snapshot: Snapshot) -> Iterator[Problem]:
    """A no in the newest self-assessment has no corrective action.

    ## Why

    Every no belongs on the action plan. A no with an owner and a day is honest work; a no without is why a self-assessment comes back.

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
    profile_complete: true
    score_page_complete: true
    ethics_signed_on: 2026-05-12
    answers:
      - {topic: S7.2, answer: "no"}
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
      - {topic: S7.2, answer: "no", action: ca-0001}
    ```

    ```yaml title="records/corrective-action/2026/ca-0001.yaml"
    id: ca-0001
    date: 2026-05-12
    recorded_by: P-002
    source: sa-0001
    description: Inspect the yard each month
    priority: C
    owner: P-002
    due: 2026-07-12
    ```

    ## What to do

    Record a corrective action with an owner and a day, and name it under `action`.

    ## Source

    AASP pre-submission list of commonly missed things (2011), read 2026-11-22; topics are our own paraphrase (unverified).
    """
    for each in list_blanks(snapshot.program, read_secor(), snapshot.as_of):
        if each.kind == "no-action":
            yield Problem(
                each.place,
                each.words,
                "Record a corrective action and name it under `action`.",
                tuple(id for id in (each.topic,) if id),
            )
