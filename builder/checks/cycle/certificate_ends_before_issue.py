"""A certificate ends before it was issued."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC019", Severity.ERROR)
def certificate_ends_before_issue(snapshot: Snapshot) -> Iterator[Problem]:
    """The day on which the COR certificate ends, or to which it was extended, lies before the day on which it was issued.

    ## Why

    Every deadline of the cycle is counted from these two days.

    ## Example: fails

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: COR, number: "2025-12", issued: 2026-05-10, expires: 2025-05-10, audit: maintenance}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
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
    certificate: {scheme: COR, number: "2025-12", issued: 2026-05-10, expires: 2029-05-10, audit: maintenance}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ## What to do

    Copy both days from the certificate.

    ## Source

    Muster's own format.
    """
    if snapshot.program.company is None:
        return
    certificate = snapshot.program.company.value.certificate
    for name in ("expires", "extended_to"):
        day = getattr(certificate, name)
        if certificate.issued and day and day <= certificate.issued:
            yield Problem(
                snapshot.program.company.place("certificate", name),
                f"The certificate was issued on {certificate.issued}, and is said to hold until {day}.",
                "Copy both days from the certificate.",
            )
