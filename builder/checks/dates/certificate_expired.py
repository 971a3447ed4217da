"""A certificate that the position needs has run out."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.people.competence import Standing, measure_competence
from builder.measure.people.training import Validity, measure_training
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE010", Severity.GAP)
def certificate_expired(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody's certificate of a course that the position needs is no longer valid.

    ## Why

    Until it is renewed the person may not do that work. No record shows them at work since then; where one does, DUE002 says so instead.

    ## Example: fails

    ```yaml title="records/training/2026/trn-0001.yaml"
    id: trn-0001
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: fall-protection
    provider: Central Safety Training
    expires: 2026-06-05
    ```

    ## Example: passes

    ```yaml title="records/training/2026/trn-0001.yaml"
    id: trn-0001
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-04-01
    ```

    ## What to do

    Book the course. Until then keep the person off that work.

    ## Source

    The standard's question TR9: refreshers and expiry are tracked.
    """
    lapses = measure_competence(snapshot.program, snapshot.window).of(Standing.EXPIRED)
    at_work = {each.certificate.value.id for each in lapses if each.certificate}
    for cell in measure_training(snapshot.program, snapshot.as_of).cells.values():
        if cell.is_required and cell.validity is Validity.EXPIRED and cell.record and cell.record not in at_work:
            yield Problem(
                snapshot.program.record_by_id[cell.record].place("expires"),
                f"The {cell.course} certificate of {cell.person} ran out on {cell.expires}, and the position needs it.",
                f"Book the course; until then keep {cell.person} off that work.",
                (cell.record, cell.person),
            )
