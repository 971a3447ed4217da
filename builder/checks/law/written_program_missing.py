"""Twenty people and no written program."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.company import company_place
from builder.checks.rule import rule
from builder.measure.law.employer_duty import measure_duties
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW004", Severity.GAP)
def written_program_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """The company regularly employs twenty or more people, and there is no approved policy with approved programs behind it.

    ## Why

    From twenty people on, at all sites together, the law wants the program in writing. Smaller companies need hazard assessments, an emergency plan and so on, but no written program.

    ## Example: fails

    There are 17 more people like P-002. The yard needs more first aid for so many, too: LAW005 and LAW006. The co-chairs lack their training: LAW019.

    ```yaml title="records/people/P-001.yaml"
    id: P-001
    name: Ann Beck
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: president, level: senior-manager, site: yard}]
    roles: [{role: committee-cochair-employer, from: 2026-04-01}]
    ```

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: committee-cochair-worker, from: 2026-04-01}]
    ```

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    review_every: P12M
    status: draft
    ---

    Once a month, every site. The question on inspections has no document then: COV001.
    ```

    ## Example: passes

    There are 17 more people like P-002. The yard needs more first aid for so many, too: LAW005 and LAW006. The co-chairs lack their training: LAW019.

    ```yaml title="records/people/P-001.yaml"
    id: P-001
    name: Ann Beck
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: president, level: senior-manager, site: yard}]
    roles: [{role: committee-cochair-employer, from: 2026-04-01}]
    ```

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: committee-cochair-worker, from: 2026-04-01}]
    ```

    ## What to do

    Write the programs, and have them approved.

    ## Source

    Act, section 16 (OHS Act, as read for 2023-12-31). What the program must hold was not read; only that there is one is checked.
    """
    for state in measure_duties(snapshot.program, snapshot.law, snapshot.window, snapshot.as_of):
        if state.duty.key == "program" and state.applies and state.wanting:
            yield Problem(
                company_place(snapshot),
                f"Since {state.since} the company has regularly employed {state.duty.least} or more people, {state.now} on {snapshot.as_of}; "
                f"it needs {state.duty.says}, and {state.wanting} ({snapshot.law.cite(state.duty)}).",
                "Write the programs, and have them approved.",
            )
