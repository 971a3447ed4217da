"""The days of an audit do not follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.audit_days import DATED_TYPES, wrong_order
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC018", Severity.ERROR)
def audit_days_out_of_order(snapshot: Snapshot) -> Iterator[Problem]:
    """Of two days of an audit the later one stands before the earlier one: a report submitted before gathering ended, a last day before the first.

    ## Why

    Deadlines are counted from these days. With one of them wrong, the clock shows the wrong day.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-05-12
    submitted_on: 2026-05-02
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ## Example: passes

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-05-12
    recorded_by: P-002
    first_document_on: 2026-04-07
    gathering_ended_on: 2026-05-12
    submitted_on: 2026-05-22
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    score: 78
    ```

    ## What to do

    Look the days up in the partner's system or in the e-mails, and correct the file.

    ## Source

    Muster's own format; the order is that of the partners' audit process (read 2026-11-22).
    """
    by_type = snapshot.program.records_by_type
    for stored in (each for type in DATED_TYPES for each in by_type.get(type, ())):
        for name, earlier, later in wrong_order(stored.value):
            yield Problem(
                stored.place(*name),
                f"{stored.value.id} says {later[1]} ({later[0]}), which comes before {earlier[1]} ({earlier[0]}).",
                "Correct the day that is wrong.",
                (stored.value.id,),
            )
