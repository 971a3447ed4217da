"""Twenty people and no joint committee."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.company import company_place
from builder.checks.rule import rule
from builder.measure.law.employer_duty import measure_duties
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW001", Severity.GAP)
def committee_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """The company regularly employs twenty or more people, and no joint health and safety committee with two co-chairs is named.

    ## Why

    With twenty or more people, at all sites together, the law wants a committee of workers and the employer. A number is regular once it has lasted for the span under `regularly_employs_over` in records/company.yaml; three months unless the company writes another.

    ## Example: fails

    There are 17 more people like P-002. The yard needs more first aid for so many, too: LAW005 and LAW006.

    ## Example: passes

    There are 17 more people like P-002. The yard needs more first aid for so many, too: LAW005 and LAW006.

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

    Have the workers choose their members, name those of the employer, and write both co-chairs into `roles` of their files in records/people/, or file a membership record for each.

    ## Source

    Act, section 13, and Code, section 196 to 201 (OHS Act, as read for 2023-12-31; OHS Code, as read for 2025-03-31).
    """
    for state in measure_duties(snapshot.program, snapshot.law, snapshot.window, snapshot.as_of):
        if state.duty.key == "committee" and state.applies and state.wanting:
            yield Problem(
                company_place(snapshot),
                f"Since {state.since} the company has regularly employed {state.duty.least} or more people, {state.now} on {snapshot.as_of}; "
                f"it needs {state.duty.says}, and {state.wanting} ({snapshot.law.cite(state.duty)}).",
                "Have the members chosen, and write the co-chairs into `roles` in records/people/.",
            )
