"""Five to nineteen people and no health and safety representative."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.company import company_place
from builder.checks.rule import rule
from builder.measure.law.employer_duty import measure_duties
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW002", Severity.GAP)
def representative_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """The company regularly employs five to nineteen people, and no health and safety representative is named.

    ## Why

    From five people on, the workers have somebody who speaks for them about safety. A number is regular once it has lasted for the span under `regularly_employs_over` in records/company.yaml.

    ## Example: fails

    There are 2 more people like P-002. The yard needs more first aid for so many, too: LAW005 and LAW006.

    ## Example: passes

    There are 2 more people like P-002. The yard needs more first aid for so many, too: LAW005 and LAW006.

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: hs-representative, from: 2026-04-01}]
    ```

    ## What to do

    Have the workers choose a representative, and write the role `hs-representative` into the person’s file in records/people/.

    ## Source

    Act, section 14 (OHS Act, as read for 2023-12-31).
    """
    for state in measure_duties(snapshot.program, snapshot.law, snapshot.window, snapshot.as_of):
        if state.duty.key == "representative" and state.applies and state.wanting:
            yield Problem(
                company_place(snapshot),
                f"Since {state.since} the company has regularly employed {state.duty.least} to {state.duty.most} people, {state.now} on {snapshot.as_of}; "
                f"it needs {state.duty.says}, and {state.wanting} ({snapshot.law.cite(state.duty)}).",
                "Have the workers choose one, and write the role `hs-representative` into records/people/.",
            )
