"""A request of an auditor names a question that the standard doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.measure.follow_up.requests import list_requests
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC027", Severity.ERROR)
def request_of_unknown_question(snapshot: Snapshot) -> Iterator[Problem]:
    """An audit request's `question` is not a question of the standard that the program is held against.

    ## Why

    What was asked is looked for by its question, in the pack and when the answer is filed. With a wrong id it isn't found.

    ## Example: fails

    ```yaml title="records/audit-request/2026/arq-0001.yaml"
    id: arq-0001
    date: 2026-06-09
    recorded_by: P-002
    text: The inspections of May.
    question: IN99
    ```

    ## Example: passes

    ```yaml title="records/audit-request/2026/arq-0001.yaml"
    id: arq-0001
    date: 2026-06-09
    recorded_by: P-002
    text: The inspections of May.
    question: IN2
    ```

    ## What to do

    Correct the id, or leave it out and keep the auditor's own words.

    ## Source

    Muster's own format: ids of the standard's file.
    """
    for stored, request in list_requests(snapshot.program, snapshot.as_of):
        if request.question is not None and snapshot.standard.question(request.question) is None:
            known = [each.id for each in snapshot.standard.questions()]
            yield Problem(
                stored.place("question"),
                f"{request.question} is not a question of the standard.{did_you_mean(request.question, known)}",
                "Correct the id, or leave it out.",
                (request.id, request.question),
            )
