"""Somebody’s respirator fit test is older than two years, or missing."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.fit_testing import measure_fit_tests
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW013", Severity.NOTE)
def fit_test_overdue(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody works in a position that needs a respirator, and the last fit test is too old, or there is none.

    ## Why

    A mask that doesn’t seal protects nobody. A position needs one where its training or a hazard assessment says so.

    ## Example: fails

    The company has everybody tested every two months.

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
    fit_test_every: P2M
    ```

    ```yaml title="records/hazard-assessment/2026/ha-0003.yaml"
    id: ha-0003
    date: 2026-04-02
    recorded_by: P-002
    position: plumber
    task: soldering
    trigger: initial
    hazards:
      - hazard: Fume in closed rooms
        category: health
        likelihood: 2
        severity: 3
        controls: [{kind: engineering, control: Fume extractor}, {kind: ppe, control: Half-face respirator}]
        residual: 4
    people: [{person: P-003, role: participant}, {person: P-001, role: manager}]
    signatures:
      - {person: P-003, date: 2026-04-02, method: electronic}
      - {person: P-001, date: 2026-04-02, method: electronic}
    ```

    ```yaml title="records/fit-test/2026/fit-0001.yaml"
    id: fit-0001
    date: 2026-04-29
    recorded_by: P-002
    person: P-003
    kind: respirator
    model: Half-face, P100
    size: M
    method: quantitative
    result: pass
    tester: Fit Mobile Services
    signatures: [{person: P-003, date: 2026-04-29, method: electronic}]
    ```

    ## Example: passes

    The company has everybody tested every two months.

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
    fit_test_every: P2M
    ```

    ```yaml title="records/hazard-assessment/2026/ha-0003.yaml"
    id: ha-0003
    date: 2026-04-02
    recorded_by: P-002
    position: plumber
    task: soldering
    trigger: initial
    hazards:
      - hazard: Fume in closed rooms
        category: health
        likelihood: 2
        severity: 3
        controls: [{kind: engineering, control: Fume extractor}, {kind: ppe, control: Half-face respirator}]
        residual: 4
    people: [{person: P-003, role: participant}, {person: P-001, role: manager}]
    signatures:
      - {person: P-003, date: 2026-04-02, method: electronic}
      - {person: P-001, date: 2026-04-02, method: electronic}
    ```

    ```yaml title="records/fit-test/2026/fit-0001.yaml"
    id: fit-0001
    date: 2026-04-30
    recorded_by: P-002
    person: P-003
    kind: respirator
    model: Half-face, P100
    size: M
    method: quantitative
    result: pass
    tester: Fit Mobile Services
    signatures: [{person: P-003, date: 2026-04-30, method: electronic}]
    ```

    ## What to do

    Have the person tested, and file the fit test. A company with another period writes it under `fit_test_every` in records/company.yaml.

    ## Source

    Code, sections 244 to 250 (OHS Code, as read for 2025-03-31). The two years are our own default after CSA Z94.4, not verified; so this is a note.
    """
    limit = snapshot.law.limit("fit-test")
    if limit is None:
        return
    for state in measure_fit_tests(snapshot.program, snapshot.law, snapshot.as_of):
        if state.counts_until and state.counts_until >= snapshot.as_of:
            continue
        stored = snapshot.program.people[state.person]
        last = f"the last fit test counted until {state.counts_until}" if state.counts_until else "there is no fit test"
        yield Problem(
            stored.place("employment"),
            f"{state.person} works as {snapshot.name(state.position)}, which needs a respirator by {state.why}, and {last} "
            f"({snapshot.law.cite(limit)}).",
            "Have the person tested, and file the fit test.",
            tuple(each for each in (state.person, state.position, state.record) if each),
        )
