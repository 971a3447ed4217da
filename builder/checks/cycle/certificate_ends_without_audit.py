"""The certificate ends soon, or has ended, and no external audit is registered or booked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.model.cycle import State
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.cycle_file import read_cycle_rules
from builder.record_types.audit import Audit
from builder.record_types.self_assessment import SelfAssessment


@rule("CYC001", Severity.GAP)
def certificate_ends_without_audit(snapshot: Snapshot) -> Iterator[Problem]:
    """The COR certificate runs out within the time that booking an auditor takes, or has run out, and there is no external audit on record for it.

    ## Why

    Without a certificate from one day to the next the company drops off bid lists and loses the refund, and beginning again costs a whole certification audit.

    ## Example: fails

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: COR, number: "2023-77", issued: 2023-08-15, expires: 2026-08-15, audit: recertification}
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
    certificate: {scheme: COR, number: "2023-77", issued: 2023-08-15, expires: 2026-08-15, audit: recertification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-20
    recorded_by: P-002
    kind: recertification
    auditor_name: H. Sim, Sim Safety Ltd.
    registered_on: 2026-05-20
    planned_from: 2026-07-06
    ```

    ## What to do

    Register the recertification audit with the partner and book the auditor. If it can't be finished in time, ask the partner in writing for more time before the day, and write what was granted under `certificate: {extended_to: …}`.

    ## Source

    youracsa.ca, peer and consultant auditors (two to three months ahead) and COR process; read 2026-11-22. The span is data: `builder/standards/cycle/alberta-cor.yaml`, `booking`.
    """
    company, cycle = snapshot.program.company, measure_life_cycle(snapshot)
    if (
        company is None
        or cycle is None
        or cycle.ends is None
        or cycle.state not in (State.RECERTIFICATION_DUE, State.LAPSED)
    ):
        return
    booking = read_cycle_rules(snapshot.standard.id).booking
    if snapshot.as_of < booking.before(cycle.ends) or _is_arranged(snapshot, cycle.issued or cycle.ends):
        return
    left = (cycle.ends - snapshot.as_of).days
    when = f"ends on {cycle.ends}, in {left} days" if left >= 0 else f"ended on {cycle.ends}"
    yield Problem(
        company.place("certificate", "expires"),
        f"The {cycle.scheme} certificate {when}; no {cycle.scheme} audit is registered or booked.",
        "Register the audit with the partner and book the auditor; ask for more time in writing if it can't be finished before that day.",
    )


def _is_arranged(snapshot: Snapshot, since: date) -> bool:
    """Whether an external audit (or a self-assessment) of this certificate's time is on record and was not given up."""
    by_type = snapshot.program.records_by_type
    for stored in (*by_type.get("audit", ()), *by_type.get("self-assessment", ())):
        record = stored.value
        if isinstance(record, Audit) and record.is_external and record.date > since and record.outcome is None:
            return True
        if isinstance(record, SelfAssessment) and record.kind == "recertification" and record.date > since:
            return True
    return False
