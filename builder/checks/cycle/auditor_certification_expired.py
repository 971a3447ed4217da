"""The auditor's certification does not hold on the day of the audit."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.auditors import audits_with_auditor
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC007", Severity.GAP)
def auditor_certification_expired(snapshot: Snapshot) -> Iterator[Problem]:
    """The certification of an audit's auditor has run out, or will have run out, by the first day of the audit.

    ## Why

    A report of an auditor who isn't certified on the day is not accepted, and the audit has to be done again.

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
    expires: 2026-06-30
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

    Ask the auditor for the renewed certificate and file it as a new auditor record, or engage another one.

    ## Source

    Auditor training programs of the partners: certified for three years (unverified, read 2026-11-22); youracsa.ca, peer and consultant auditors.
    """
    for audit in audits_with_auditor(snapshot.program):
        day = audit.record.begun_on or audit.record.planned_from or snapshot.as_of
        if audit.auditor.is_certified_on(day) is False:
            yield Problem(
                audit.place("expires"),
                f"The auditor certification of {audit.auditor.called} ends on {audit.auditor.expires}; {audit.record.id} begins on {day}.",
                "File the renewed certification as a new auditor record, or engage another auditor.",
                (audit.record.id, audit.auditor.id),
            )
