"""Somebody whose name must be posted has no work phone."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("PRV003", Severity.GAP)
def posted_person_without_phone(snapshot: Snapshot) -> Iterator[Problem]:
    """A first aider, committee member or emergency contact has no work phone in the register.

    ## Why

    Their names hang on the notice board so that they can be reached. The board, the manual and the pack print what is in the register.

    ## Example: fails

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: first-aider, site: yard, from: 2026-04-01}]
    ```

    ## Example: passes

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0113
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: first-aider, site: yard, from: 2026-04-01}]
    ```

    ## What to do

    Fill in `work_phone`: a company number, never a private one.

    ## Source

    OHS Code, sections 181 and 198: names and how to reach them are posted (read 2025-03-31).
    """
    for id, stored in snapshot.program.people.items():
        person = stored.value
        if person.is_posted_on(snapshot.as_of) and person.employment_on(snapshot.as_of) and not person.work_phone:
            roles = ", ".join(dict.fromkeys(role.role for role in person.roles_on(snapshot.as_of)))
            yield Problem(
                stored.place("roles"),
                f"{id} has a posted role ({roles}) and no work phone.",
                "Fill in `work_phone` with a company number.",
                (id,),
            )
