"""A question that asks for records has none, and nothing promises any."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.secor import questions_asked
from builder.measure.selection import select_records
from builder.model.coverage import Answer
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.record import in_sentence
from builder.model.snapshot import Snapshot
from builder.model.standard import Need
from builder.record_types import TYPES


@rule("COV002", Severity.GAP)
def question_without_record(snapshot: Snapshot) -> Iterator[Problem]:
    """A question that asks for records finds none in the window, and no document promises them.

    ## Why

    A program on paper is half of it; the other half is proof that it is done. Where a document promises the records, the missing ones are named one by one (COV003); here nobody even promised.

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
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D}
    ---

    ## How often

    Once a month, every site.
    ```

    Not in the repository:

    ```yaml title="records/inspection/2026/insp-0001.yaml"
    id: insp-0001
    ```

    Not in the repository:

    ```yaml title="records/inspection/2026/insp-0002.yaml"
    id: insp-0002
    ```

    This also gives COV003.

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
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Do it, file the record, and promise it in a document with an obligation, so that a missing one is noticed in time.

    ## Source

    The standard's own questions: what documentary evidence each asks for stands in the standard's file.
    """
    program, window = snapshot.program, snapshot.window
    place = program.company.place("standard") if program.company else Place("records/company.yaml")
    asked = questions_asked(snapshot)
    for answer in snapshot.coverage.answers():
        if "D" not in answer.question.methods or answer.question.id not in asked:
            continue
        for need in answer.question.needs:
            if need.record is None or _is_promised(need, answer, snapshot):
                continue
            if not select_records(program, need.record, need.kind, window):
                title = in_sentence(TYPES[need.record].TITLE) if need.record in TYPES else need.record
                kind = f"{need.kind} " if need.kind else ""
                yield Problem(
                    place,
                    f"{answer.question.id} ({answer.question.topic}) asks for a record ({kind}{title}); "
                    f"there is none from {window.first} to {window.last}.",
                    "Do it, file the record, and promise it in a document's obligations.",
                    (answer.question.id,),
                )


def _is_promised(need: Need, answer: Answer, snapshot: Snapshot) -> bool:
    return any(
        obligation.record == need.record
        and answer.question.id in obligation.answers
        and (need.kind is None or obligation.kind in (None, need.kind))
        for stored in snapshot.program.policies
        if stored.value.status == "approved"
        for obligation in stored.value.obligations
    )
