"""A declared import doesn't fit the history."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.imports import Declaration, list_arrivals, list_declarations
from builder.model.finding import Problem, Severity
from builder.model.history import History
from builder.model.snapshot import Snapshot


@rule("HIS015", Severity.GAP)
def import_declared_wrongly(snapshot: Snapshot) -> Iterator[Problem]:
    """An import is declared that the history doesn't show, or that nobody known stands behind.

    ## Why

    A declaration takes records out of the count of what was filed in time. So it has to name the commit that brought them, cover something that this commit added, and be approved by a person of the register. It never covers a record dated after the arrival.

    ## Example: fails

    The declared commit is none of this branch:

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
    imports: [{commit: '2222222222222222222222222222222222222222', reason: Binder of the old office scanned in, approved_by: P-001, covers: records/inspection/*}]
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
    imports: [{commit: '1111111111111111111111111111111111111111', reason: Binder of the old office scanned in, approved_by: P-001, covers: records/inspection/*}]
    ```

    ## What to do

    Correct the entry under `imports`: `git log --first-parent` lists the commits with which records arrived; the full id has 40 digits.

    ## Source

    Muster's own: a declaration is an exception, and has to be exact.
    """
    history, company = snapshot.history, snapshot.program.company
    if history is None or company is None:
        return
    for each in list_declarations(snapshot.program, history):
        if each.entry is None:
            continue
        for why in _wrong(each, snapshot, history):
            yield Problem(
                company.place("imports", each.entry),
                f"The declared import {each.commit[:10]} {why}.",
                "Correct the entry under `imports`.",
                (each.approved_by,),
            )


def _wrong(declared: Declaration, snapshot: Snapshot, history: History) -> Iterator[str]:
    if declared.approved_by not in snapshot.program.people:
        yield f"was approved by {declared.approved_by}, who is not in the register of people"
    if declared.commit not in history.by_id:
        yield f"brought nothing to the branch that this program is on: no commit {declared.commit} changed a file there"
        return
    arrived = [
        each
        for each in list_arrivals(snapshot.program, history)
        if declared.commit in (each.change.commit, each.change.origin)
    ]
    if not any(declared.covers_record(each.change, each.day) for each in arrived):
        yield f"covers none of the {len(arrived)} records that it added"
