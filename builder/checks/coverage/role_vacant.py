"""A role that the program counts on is held by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.coverage.said_and_done_differ import RANKS
from builder.checks.rule import rule
from builder.measure.promises.promise import list_promises
from builder.model.finding import Problem, Severity
from builder.model.program import Program
from builder.model.snapshot import Snapshot


@rule("COV011", Severity.GAP)
def role_vacant(snapshot: Snapshot) -> Iterator[Problem]:
    """A document gives a duty to a level, position or role that nobody holds, or a named lead doesn't work here any more.

    ## Why

    "The safety coordinator checks it every month" is nobody's work once the coordinator has left. Duties that fell with a person are found by auditors within minutes: they ask who does it.

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
      - {record: inspection, kind: site, every: P1M, per: site, by: hs-coordinator, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    This also gives COV005.

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

    Name somebody: a position or a role in records/people/, the supervisor in records/sites/, the leads in records/company.yaml. Or give the duty to a role that exists, in the next version of the document.

    ## Source

    The standard's questions ML6 (responsibilities at every level) and ML11; facts on said versus done.
    """
    program, day = snapshot.program, snapshot.as_of
    held = _held(snapshot)
    for promise in list_promises(program):
        by = promise.obligation.by
        if by and by not in held:
            yield Problem(
                promise.stored.place("obligations", promise.index, "by"),
                f"{promise.policy.id} says that {by} does this ({promise.obligation.record}), and nobody was {by} on {day}.",
                "Name somebody in that role, or give the duty to a role that exists.",
                (promise.policy.id,),
            )
    if program.company is not None:
        for name, words in (("senior_manager", "senior manager"), ("hs_lead", "health and safety lead")):
            person = getattr(program.company.value, name)
            if _has_left(program, person, snapshot):
                yield Problem(
                    program.company.place(name),
                    f"{person}, named as {words}, did not work here on {day}.",
                    "Name who does it now.",
                    (person,),
                )
    for id, stored in program.sites.items():
        supervisor = stored.value.supervisor
        if supervisor and stored.value.is_active_on(day) and _has_left(program, supervisor, snapshot):
            yield Problem(
                stored.place("supervisor"),
                f"{supervisor}, named as supervisor of {id}, did not work here on {day}.",
                "Name who supervises the site now.",
                (supervisor, id),
            )


def _held(snapshot: Snapshot) -> frozenset[str]:
    """Every level, position and role that somebody holds on the day; a higher level stands in for the ones below it."""
    found: set[str] = set()
    for stored in snapshot.program.people.values():
        job = stored.value.employment_on(snapshot.as_of)
        if job is not None:
            found.add(job.position)
            found.update(level for level, rank in RANKS.items() if rank <= RANKS[job.level])
            found.update(role.role for role in stored.value.roles_on(snapshot.as_of))
    return frozenset(found)


def _has_left(program: Program, person: str | None, snapshot: Snapshot) -> bool:
    """Whether somebody known works here no more on the day; a person nobody knows is another rule's."""
    stored = program.people.get(person or "")
    return stored is not None and stored.value.employment_on(snapshot.as_of) is None
