"""An explanation names a hole that isn't there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.coverage import Outcome
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("COV007", Severity.NOTE)
def explanation_of_nothing(snapshot: Snapshot) -> Iterator[Problem]:
    """An entry of records/explained.yaml is about something that is not expected, or not missing.

    ## Why

    Explanations are printed beside their holes. One that fits none is a slip of the pen, or the record turned up after all.

    ## Example: fails

    ```yaml title="records/explained.yaml"
    - about: PRG-07/inspection/site/yard/2026-13
      reason: The foreman was on leave and nobody took over.
      person: P-001
      date: 2026-06-08
    ```

    ## Example: passes

    Not in the repository, and explained:

    ```yaml title="records/inspection/2026/insp-0002.yaml"
    id: insp-0002
    date: 2026-05-14
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-14, method: electronic}]
    ```

    ```yaml title="records/explained.yaml"
    - about: PRG-07/inspection/site/yard/2026-05
      reason: The foreman was on leave and nobody took over.
      person: P-001
      date: 2026-06-08
    ```

    ## What to do

    Copy the id from the finding. If the record is there now, delete the entry.

    ## Source

    Muster's own format: explanations.
    """
    explained = {each.id for each in snapshot.expected if each.outcome is Outcome.EXPLAINED}
    covered = snapshot.window.first
    for stored in snapshot.program.explained:
        # What was explained in an earlier year stays in the file; only entries about this window are judged.
        if stored.value.about not in explained and stored.value.date >= covered:
            yield Problem(
                stored.place("about"),
                f"{stored.value.about} is not a hole in these twelve months, so there is nothing to explain.",
                "Copy the id from the finding, or delete the entry.",
                (stored.value.about,),
            )
