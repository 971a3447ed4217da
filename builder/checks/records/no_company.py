"""There is no `records/company.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC016", Severity.ERROR)
def no_company(snapshot: Snapshot) -> Iterator[Problem]:
    """There is no `records/company.yaml`.

    ## Why

    It says who the company is, where it stands and what it is audited against. Without it nothing can be measured.

    ## Example: fails

    Not in the repository:

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
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
    ```

    ## What to do

    Restore the file from the history (`git checkout HEAD -- records/company.yaml`), or begin a new program with `muster init DIR`.

    ## Source

    Muster's own format: strict YAML, so that an editor, a form and the checker read the same program.
    """
    yield from faults_named(snapshot, "no-company")
