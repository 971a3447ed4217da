"""A committee member or representative without the training for it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.employer_duty import untrained_seats
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW019", Severity.GAP)
def committee_member_not_trained(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody sits on the committee, or is the representative, and neither a certificate nor a membership record shows the training for it.

    ## Why

    Members and representatives are trained in their duties, in what everyone at a work site owes the others, and in workers’ rights. The course need not come from a certain school.

    ## Example: fails

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: hs-representative, from: 2026-04-01}, {role: first-aider, site: yard, from: 2026-04-01}]
    ```

    ## Example: passes

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: hs-representative, from: 2026-04-01}, {role: first-aider, site: yard, from: 2026-04-01}]
    ```

    ```yaml title="records/training/2026/trn-0004.yaml"
    id: trn-0004
    date: 2026-05-04
    recorded_by: P-002
    person: P-003
    course: hsc-member
    provider: Central Safety Training
    ```

    ## What to do

    Have the person trained and file the certificate with the course `hsc-member`, or write the day into `trained_on` of the membership record.

    ## Source

    Code, section 201 (OHS Code, as read for 2025-03-31).
    """
    limit = snapshot.law.limit("committee-training")
    if limit is None:
        return
    for seat in untrained_seats(snapshot.program, snapshot.as_of):
        stored = snapshot.program.record_by_id.get(seat.source) or snapshot.program.people.get(seat.person)
        if stored is not None:
            yield Problem(
                stored.place("trained_on") if seat.source != seat.person else stored.place("roles"),
                f"{seat.person} is {seat.words}, and nothing shows the training for it ({snapshot.law.cite(limit)}).",
                "Have the person trained and file the certificate with the course `hsc-member`.",
                tuple(dict.fromkeys((seat.person, seat.source))),
            )
