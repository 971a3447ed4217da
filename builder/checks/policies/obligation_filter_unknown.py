"""An obligation's `where` asks about something that its units don't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.promises.unit import FACTS_OF_UNIT
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL009", Severity.ERROR)
def obligation_filter_unknown(snapshot: Snapshot) -> Iterator[Problem]:
    """The `where` of an obligation names a field that a unit of that kind doesn't have.

    ## Why

    A filter that nothing can meet makes the promise empty: no record is ever expected, and everything looks complete.

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
      - {record: inspection, kind: site, every: P1M, per: site, where: {class: [truck]}, by: supervisor, grace: P5D, answers: [IN2]}
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

    Use a field of the unit: for sites `kind`, `site`, `hazard_class`; for people `level`, `position`, `site`; for assets `class`, `site`; for incidents `class`.

    ## Source

    Muster's own format: obligations.
    """
    for stored in snapshot.program.policies:
        for index, obligation in enumerate(stored.value.obligations):
            known = FACTS_OF_UNIT[obligation.per]
            for name in obligation.where:
                if name not in known:
                    yield Problem(
                        stored.place("obligations", index, "where", name),
                        f"`where` asks for `{name}`, which a {obligation.per} doesn't have.",
                        f"It can ask for: {', '.join(sorted(known)) or 'nothing'}.",
                        (stored.value.id,),
                    )
