"""The auditor of an external audit does not stand apart from the company."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.auditors import external_audits, why_not_independent
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.cycle_file import read_cycle_rules


@rule("CYC006", Severity.GAP)
def auditor_not_independent(snapshot: Snapshot) -> Iterator[Problem]:
    """A certification or recertification audit has an auditor who works (or lately worked) here, who built the program, or of whom no statement of independence is on file.

    ## Why

    The partner strikes a certification that was audited from inside, however good the program is. A maintenance audit may be done by one's own certified auditor; that is not held against anybody here.

    ## Example: fails

    ```yaml title="records/auditor/2026/aur-0001.yaml"
    id: aur-0001
    date: 2026-05-18
    recorded_by: P-002
    auditor_name: Heather Sim
    company: Sim Safety Ltd.
    standing: consultant
    certification: ACSA COR auditor
    number: "A-311"
    expires: 2028-03-31
    independence: {stated_on: 2026-05-18, employed_here: false, built_system: true}
    ```

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-20
    recorded_by: P-002
    kind: recertification
    auditor: aur-0001
    registered_on: 2026-05-20
    planned_from: 2026-07-06
    ```

    ## Example: passes

    ```yaml title="records/auditor/2026/aur-0001.yaml"
    id: aur-0001
    date: 2026-05-18
    recorded_by: P-002
    auditor_name: Heather Sim
    company: Sim Safety Ltd.
    standing: consultant
    certification: ACSA COR auditor
    number: "A-311"
    expires: 2028-03-31
    independence: {stated_on: 2026-05-18, employed_here: false, built_system: false}
    ```

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-20
    recorded_by: P-002
    kind: recertification
    auditor: aur-0001
    registered_on: 2026-05-20
    planned_from: 2026-07-06
    ```

    ## What to do

    Engage another auditor, or get the written statement and file it with the auditor's record.

    ## Source

    Codes of ethics of the partners; energysafetycanada.com, types of audits; youracsa.ca, peer and consultant auditors; read 2026-11-22. The span of former employment is our default (`independence`), unverified.
    """
    months = read_cycle_rules(snapshot.standard.id).independence.months
    for audit in external_audits(snapshot.program):
        reason = why_not_independent(snapshot.program, audit, months)
        if reason:
            about = tuple(id for id in (audit.record.id, audit.record.auditor) if id)
            yield Problem(
                audit.stored.place("auditor" if audit.record.auditor else "auditor_name"),
                f"The auditor of {audit.record.id} is not shown to be independent: {reason}.",
                "Engage another auditor, or get the written statement and file it with the auditor's record.",
                about,
            )
