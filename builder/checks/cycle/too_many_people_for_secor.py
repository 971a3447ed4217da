"""More people than SECOR takes were on the account within the last twelve months."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.secor import is_small_employer, measure_track
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.read.secor_file import read_secor


@rule("CYC010", Severity.GAP)
def too_many_people_for_secor(snapshot: Snapshot) -> Iterator[Problem]:
    """The company holds, or is after, a SECOR, and on some day of the last twelve months more than ten people worked for it.

    ## Why

    One summer day with eleven is enough: the partner moves the company to COR at its next certification or maintenance year. Knowing it a year ahead leaves time to build what COR asks for on top.

    ## Example: fails

    Eight people more worked here in May. The law has its own word about that (LAW003, LAW008), and the course that the partner asks for is left out (DUE015).

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: SECOR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Worker 4
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-005.yaml"
    id: P-005
    name: Worker 5
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-006.yaml"
    id: P-006
    name: Worker 6
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-007.yaml"
    id: P-007
    name: Worker 7
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-008.yaml"
    id: P-008
    name: Worker 8
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-009.yaml"
    id: P-009
    name: Worker 9
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-010.yaml"
    id: P-010
    name: Worker 10
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-011.yaml"
    id: P-011
    name: Worker 11
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
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
    certificate: {scheme: SECOR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Worker 4
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-005.yaml"
    id: P-005
    name: Worker 5
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-006.yaml"
    id: P-006
    name: Worker 6
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-007.yaml"
    id: P-007
    name: Worker 7
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-008.yaml"
    id: P-008
    name: Worker 8
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-009.yaml"
    id: P-009
    name: Worker 9
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ```yaml title="records/people/P-010.yaml"
    id: P-010
    name: Worker 10
    employment: [{from: 2026-05-04, to: 2026-05-29, position: plumber, level: worker, site: yard, basis: part-time}]
    ```

    ## What to do

    Call the partner and agree on the year of the change. What carries over, what is new and what is missing stands on the page of the clock. Everybody on the WCB account counts: owners, family, part-time, temporary people and volunteers.

    ## Source

    youracsa.ca, SECOR process; amhsa.net; safetypartnershipsaasp.com; read 2026-11-22. AMHSA counts the people of subcontractors too; the register can't tell how many they were.
    """
    if not is_small_employer(snapshot.program) or snapshot.program.company is None:
        return
    track = measure_track(snapshot.program, read_secor(), snapshot.as_of)
    if track.is_over and track.most:
        yield Problem(
            snapshot.program.company.place("certificate", "scheme"),
            f"{track.count} people worked for the company from {track.most.first} to {track.most.last}; SECOR takes {track.limit} at most, on "
            "any day of the last twelve months.",
            "Agree with the partner on the year in which you move to COR.",
            tuple(sorted(track.most.people)),
        )
