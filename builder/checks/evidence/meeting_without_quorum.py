"""A committee met without quorum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.record import Record
from builder.model.snapshot import Snapshot


@rule("EVD006", Severity.GAP)
def meeting_without_quorum(snapshot: Snapshot) -> Iterator[Problem]:
    """A committee meeting had no quorum: fewer than half the members, one side missing, or workers in the minority.

    ## Why

    Without quorum the committee can't decide or recommend anything, and the month counts as one without a meeting.

    ## Example: fails

    Neither co-chair has the training for the committee, either: LAW019.

    ```yaml title="records/people/P-001.yaml"
    id: P-001
    name: Ann Beck
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: president, level: senior-manager, site: yard}]
    roles: [{role: committee-cochair-employer, site: yard, from: 2026-04-01}]
    ```

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: committee-cochair-worker, site: yard, from: 2026-04-01}]
    ```

    ```yaml title="records/hsc-meeting/2026/hsc-0001.yaml"
    id: hsc-0001
    date: 2026-06-10
    recorded_by: P-002
    kind: regular
    chair: P-003
    attendees: [{person: P-003, side: worker}]
    items: [{text: Guard rail repaired.}]
    quorum: true
    people: [{person: P-003, role: cochair-worker}]
    signatures: [{person: P-003, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/people/P-001.yaml"
    id: P-001
    name: Ann Beck
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: president, level: senior-manager, site: yard}]
    roles: [{role: committee-cochair-employer, site: yard, from: 2026-04-01}]
    ```

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: committee-cochair-worker, site: yard, from: 2026-04-01}]
    ```

    ```yaml title="records/hsc-meeting/2026/hsc-0001.yaml"
    id: hsc-0001
    date: 2026-06-10
    recorded_by: P-002
    kind: regular
    chair: P-003
    attendees: [{person: P-001, side: employer}, {person: P-003, side: worker}]
    items: [{text: Guard rail repaired.}]
    quorum: true
    people: [{person: P-001, role: cochair-employer}, {person: P-003, role: cochair-worker}]
    signatures: [{person: P-001, date: 2026-06-10, method: electronic}, {person: P-003, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Repeat the meeting. The record stays as it is; correct `quorum` if the minutes say something else.

    ## Source

    OHS Code, section 197 f. (quorum: half the members, both sides, at least half of those present workers; read 2025-03-31); the standard's question JH8.
    """
    for stored in snapshot.program.records_by_type.get("hsc-meeting", ()):
        reason = _why_not(stored.value, snapshot)
        if reason:
            yield Problem(
                stored.place("quorum"),
                f"The committee met on {stored.value.date} without quorum: {reason}.",
                "Repeat the meeting; correct `quorum` or `attendees` if the minutes say something else.",
                (stored.value.id,),
            )


def _why_not(record: Record, snapshot: Snapshot) -> str:
    """What is wanting for a quorum; empty when nothing is."""
    if getattr(record, "quorum", None) is False:
        return "the minutes say so"
    present = {each.person: each.side for each in getattr(record, "attendees", ())}
    if not present:
        return ""
    workers = sum(side == "worker" for side in present.values())
    if workers in (0, len(present)):
        return "only one side was there"
    if workers * 2 < len(present):
        return f"only {workers} of the {len(present)} present were workers"
    members = _members(snapshot, record.date)
    came = len(members & present.keys())
    return f"only {came} of the {len(members)} members came" if came * 2 < len(members) else ""


def _members(snapshot: Snapshot, day: date) -> frozenset[str]:
    return frozenset(
        id
        for id, person in snapshot.program.people.items()
        if any(role.role.startswith("committee-") for role in person.value.roles_on(day))
    )
