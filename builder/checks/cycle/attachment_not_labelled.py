"""A copy attached to the self-assessment is not labelled."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.secor import list_blanks
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.secor_file import read_secor


@rule("CYC013", Severity.GAP)
def attachment_not_labelled(snapshot: Snapshot) -> Iterator[Problem]:
    """A file is attached to a yes, and `label` doesn't name the topic it belongs to.

    ## Why

    Whoever reads the self-assessment gets a stack of files. One without the topic's number on it counts as not attached.

    ## Example: fails

    The file is not in the repository (EVD001), the example answers one topic only (CYC015), and leaves out the course that the partner asks for (DUE015).

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
    attachments: [{path: policy.pdf, sha256: "0000000000000000000000000000000000000000000000000000000000000000", caption: The signed policy, level: office}]
    answers:
      - {topic: S1.1, answer: "yes", attachment: policy.pdf}
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
    attachments: [{path: policy.pdf, sha256: "0000000000000000000000000000000000000000000000000000000000000000", caption: The signed policy, level: office}]
    answers:
      - {topic: S1.1, answer: "yes", attachment: policy.pdf, label: S1.1}
    ```

    ## What to do

    Write the topic's number on the copy, name the file after it, and note the label here.

    ## Source

    AASP pre-submission list of commonly missed things (2011), read 2026-11-22; topics are our own paraphrase (unverified).
    """
    for each in list_blanks(snapshot.program, read_secor(), snapshot.as_of):
        if each.kind == "unlabelled":
            yield Problem(
                each.place,
                each.words,
                "Write the topic's number on the copy, and note it under `label`.",
                tuple(id for id in (each.topic,) if id),
            )
