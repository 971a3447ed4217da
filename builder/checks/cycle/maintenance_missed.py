"""A year of the certificate went by without its maintenance."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.model.cycle import DeadlineState
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC002", Severity.GAP)
def maintenance_missed(snapshot: Snapshot) -> Iterator[Problem]:
    """A year of the certificate is over, and neither a passed maintenance audit nor a finished action plan stands for it.

    ## Why

    A missed maintenance cancels the certificate, even though the paper on the wall shows a later day.

    ## Example: fails

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: COR, number: "2025-12", issued: 2025-05-10, expires: 2028-05-10, audit: maintenance}
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
    certificate: {scheme: COR, number: "2025-12", issued: 2025-05-10, expires: 2028-05-10, audit: maintenance}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    kind: maintenance
    auditor_name: C. Dunn
    first_document_on: 2026-04-20
    gathering_ended_on: 2026-05-12
    submitted_on: 2026-05-22
    score: 78
    ```

    ## What to do

    Call the partner today: say what happened and ask in writing what can still be done. If the audit was done, file it. A year that lies before the program moved into git, and of which nothing is on record, is not held against you.

    ## Source

    energysafetycanada.com, maintaining a COR; other partners have days of their own (`maintenance_day` in `builder/standards/cycle/alberta-cor.yaml`); read 2026-11-22. For partners without a known day the end of the month is an unverified default.
    """
    cycle = measure_life_cycle(snapshot)
    for each in cycle.deadlines if cycle else ():
        is_missed = (
            each.id.startswith("certificate/maintenance-") and each.state(snapshot.as_of) is DeadlineState.MISSED
        )
        if is_missed:
            tried = f" What was begun for it has no passing result: {', '.join(each.about)}." if each.about else ""
            yield Problem(
                each.place,
                f"{each.what[:1].upper()}{each.what[1:]} was due by {each.day} and is not on record.{tried}",
                "File the audit if it was done; otherwise call the partner and ask in writing what can still be done.",
                each.about,
            )
