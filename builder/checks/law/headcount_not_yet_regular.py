"""More people for a short time than the committee or representative is there for."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.company import company_place
from builder.checks.rule import rule
from builder.measure.law.employer_duty import measure_duties, span_of
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW003", Severity.NOTE)
def headcount_not_yet_regular(snapshot: Snapshot) -> Iterator[Problem]:
    """For a short time the company employed enough people for a committee, a representative or a written program that it doesn’t have.

    ## Why

    The law counts people who are regularly employed. A peak of some weeks makes no duty; if it lasts, it does, and choosing a committee takes time.
    The same is said where only the company’s own table of heads has so many people, and their files are not there yet.

    ## Example: fails

    There are 2 more people like P-002, employed from 2026-06-01. The yard needs more first aid for so many, too: LAW005 and LAW006.

    ## Example: passes

    There are 2 more people like P-002, employed from 2026-06-01. The yard needs more first aid for so many, too: LAW005 and LAW006.

    ```yaml title="records/people/P-003.yaml"
    id: P-003
    name: Eva Frost
    work_phone: 403-555-0119
    employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]
    roles: [{role: hs-representative, from: 2026-04-01}]
    ```

    ## What to do

    Nothing, if the number will fall again. Otherwise begin now.

    ## Source

    Act, sections 13, 14 and 16 (OHS Act, as read for 2023-12-31); the span is the company’s own, under `regularly_employs_over` in records/company.yaml.
    """
    for state in measure_duties(snapshot.program, snapshot.law, snapshot.window, snapshot.as_of):
        basis = f"it needs {state.duty.says}, and {state.wanting} ({snapshot.law.cite(state.duty)})."
        if state.is_declared_only and state.wanting:
            yield Problem(
                company_place(snapshot, "headcount"),
                f"The table of heads has {state.declared} people, and {state.now} have a file; if the company regularly employs so many, {basis}",
                "Write a file for everybody in records/people/, so that the days are known.",
            )
        elif state.peak and state.wanting:
            first, last = state.peak
            yield Problem(
                company_place(snapshot, "regularly_employs_over"),
                f"From {first} to {last} the company employed {state.duty.least} or more people, which is not yet regular by its own span of "
                f"{span_of(snapshot.program).words}; if it lasts, {basis}",
                "Nothing, if the number falls again; otherwise begin now.",
            )
