"""The release log and the audit's record name different days on which the auditor's days began."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.releases import first_evidence
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.record_types.audit import Audit


@rule("CYC024", Severity.GAP)
def first_document_disagrees(snapshot: Snapshot) -> Iterator[Problem]:
    """By the release log, evidence was first handed over on another day than the audit's `first_document_on` says. A scope pack doesn't count.

    ## Why

    The first document that an auditor receives is day 1 of the days for gathering. If two records of ours name two days, nobody knows when those days end.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-04-07
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-04-17
    submitted_on: 2026-04-24
    score: 78
    ```

    ```yaml title="records/pack-release/2026/rel-0001.yaml"
    id: rel-0001
    date: 2026-04-02
    recorded_by: P-002
    audit: aud-0001
    kind: documents
    handed_to: H. Sim
    handed_by: P-002
    how: e-mail
    with_it: [The manual]
    ```

    ## Example: passes

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-04-07
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-04-17
    submitted_on: 2026-04-24
    score: 78
    ```

    ```yaml title="records/pack-release/2026/rel-0001.yaml"
    id: rel-0001
    date: 2026-04-02
    recorded_by: P-002
    audit: aud-0001
    kind: scope
    pack: 2026-03-31-4f2c8a1be0-auditor-scope
    sha256: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
    handed_to: H. Sim
    handed_by: P-002
    how: e-mail
    ```

    ## What to do

    Ask the auditor which document came first and when, and correct the record that is wrong. If the earlier day is right, count the days for gathering from it.

    ## Source

    youracsa.ca, company audits; AuditSoft help for CCSA (45 calendar days, first document received is day 1); read 2026-11-22.
    """
    for stored in snapshot.program.records_by_type.get("audit", ()):
        audit = stored.value
        if not isinstance(audit, Audit):
            continue
        first = first_evidence(snapshot.program, audit.id, snapshot.as_of)
        if first is None or first.value.date == audit.first_document_on:
            continue
        said = f"says {audit.first_document_on}" if audit.first_document_on else "names no such day"
        yield Problem(
            stored.place("first_document_on"),
            f"{first.value.id} says that evidence for {audit.id} was first handed over on {first.value.date}; the audit's own record {said}.",
            "Ask the auditor what came first and when, and correct the record that is wrong.",
            (audit.id, first.value.id),
        )
