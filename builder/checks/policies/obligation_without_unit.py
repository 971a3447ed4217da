"""An obligation has nothing to apply to."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.promises.crew_day import list_crews
from builder.measure.promises.promise import Promise, list_promises
from builder.measure.promises.unit import FACTS_OF_UNIT, list_units
from builder.model.finding import Problem, Severity
from builder.model.program import Program
from builder.model.snapshot import Snapshot


@rule("POL014", Severity.GAP)
def obligation_without_unit(snapshot: Snapshot) -> Iterator[Problem]:
    """An obligation's `per` and `where` match nothing that exists in the program.

    ## Why

    A promise about project sites, where no site is a project, is kept by doing nothing: no record is ever expected, so none is ever missing. Usually a word in `where` is not the one in the register.

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
      - {record: inspection, kind: site, every: P1M, per: site, where: {kind: [project]}, by: supervisor, grace: P5D, answers: [IN2]}
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
      - {record: inspection, kind: site, every: P1M, per: site, where: {kind: [shop]}, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Compare the words in `where` with those in records/sites/, records/assets/, records/positions/ or records/people/. If the thing is gone for good, take the promise out with the next version.

    ## Source

    Muster's own format: obligations and registers.
    """
    program = snapshot.program
    for promise in list_promises(program):
        if not _applies_to_something(program, promise):
            per, where = promise.obligation.per, promise.obligation.where
            asked = "; ".join(f"{name}: {', '.join(values)}" for name, values in where.items())
            limits = [f"where {asked}"] if asked else []
            limits += [f"at {', '.join(promise.policy.applies_to)}"] if promise.policy.applies_to else []
            yield Problem(
                promise.stored.place("obligations", promise.index),
                f"{promise.policy.id} promises {promise.obligation.record} for each {per}{''.join(f' {each}' for each in limits)}; "
                "there is none, so nothing is ever expected.",
                "Use the words of the registers, or take the promise out.",
                (promise.policy.id,),
            )


def _applies_to_something(program: Program, promise: Promise) -> bool:
    obligation = promise.obligation
    if not obligation.where.keys() <= FACTS_OF_UNIT[obligation.per]:
        # Another rule says that `where` asks for what its units don't have.
        return True
    if obligation.per == "crew-day":
        return any(True for _ in list_crews(program, promise))
    # That no incident has happened yet is no mistake, and neither is a company without contractors.
    is_open = obligation.per in ("incident", "company") or (obligation.per == "contractor" and not obligation.where)
    return is_open or bool(list_units(program, promise.policy, obligation))
