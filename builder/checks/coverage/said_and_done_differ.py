"""A record was made by somebody of a lower level than the document says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.record import Record
from builder.model.register import Person
from builder.model.snapshot import Snapshot

RANKS = {"worker": 0, "supervisor": 1, "manager": 2, "senior-manager": 3}
"""Levels in order; somebody of a higher level may always do it."""


@rule("COV005", Severity.GAP)
def said_and_done_differ(snapshot: Snapshot) -> Iterator[Problem]:
    """A document says who does something, and the record shows that somebody below that level did it.

    ## Why

    "Managers inspect every quarter" is a promise to the crew. If a foreman does it each time, the document is wrong or the manager is missing, and the interviews will show it.

    ## Example: fails

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: manager, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## Example: passes

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Change who does it, or change the document to what is really done. What is done already stays as it is.

    ## Source

    The standard's question IN3 (managers, supervisors and workers take part) and ML10.
    """
    program = snapshot.program
    # One finding per document and record: two questions may rest on the same obligation.
    for each in snapshot.expected:
        if each.record is None:
            continue
        stored = program.record_by_id[each.record]
        wanted = program.policy_by_id[each.document].value.obligations[each.obligation].by
        doers = _doers(stored.value)
        known = [program.people[id].value for id in doers if id in program.people]
        if wanted and known and not any(_is_meant(person, wanted, stored.value.date) for person in known):
            yield Problem(
                stored.place("recorded_by"),
                f"{each.document} says that this is done by: {wanted}. {each.record} shows {', '.join(doers)}, "
                f"none of whom was that on {stored.value.date}.",
                "Change who does it, or change the document to what is really done.",
                (each.record, each.document, *doers),
            )


def _doers(record: Record) -> tuple[str, ...]:
    """The people who did it: those who must sign, or who recorded it where nobody must."""
    return record.must_sign or ((record.recorded_by,) if record.recorded_by else ())


def _is_meant(person: Person, wanted: str, day: date) -> bool:
    """Whether the person had the level (or a higher one), position or role that day."""
    job = person.employment_on(day)
    if job is None:
        return False
    if wanted in RANKS:
        return RANKS[job.level] >= RANKS[wanted]
    return wanted == job.position or any(role.role == wanted for role in person.roles_on(day))
