"""The auditor named by an audit is no auditor on file."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.record_types.audit import Audit
from builder.record_types.auditor import Auditor
from builder.record_types.peer_audit import PeerAudit


@rule("CYC020", Severity.ERROR)
def auditor_unknown(snapshot: Snapshot) -> Iterator[Problem]:
    """The record that an audit (or a peer audit) names as its auditor is not an auditor's record.

    ## Why

    Certification and independence are looked up there; a wrong id means that they are not looked at.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-20
    recorded_by: P-002
    kind: recertification
    registered_on: 2026-05-20
    planned_from: 2026-07-06
    auditor: insp-0001
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

    Name the auditor's record (`aur-…`), or make one with `muster new auditor`.

    ## Source

    Muster's own format.
    """
    known = snapshot.program.record_by_id
    by_type = snapshot.program.records_by_type
    for stored in (*by_type.get("audit", ()), *by_type.get("peer-audit", ())):
        named = stored.value.auditor if isinstance(stored.value, Audit | PeerAudit) else None
        # An id that leads nowhere at all is the business of LNK004.
        if named is not None and named in known and not isinstance(known[named].value, Auditor):
            yield Problem(
                stored.place("auditor"),
                f"{named} is {type(known[named].value).TITLE.lower()}, not an auditor.",
                "Name the auditor's record, or make one with `muster new auditor`.",
                (stored.value.id, named),
            )
