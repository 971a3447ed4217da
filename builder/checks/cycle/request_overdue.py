"""An auditor asked for something, and the day by which it was wanted passed without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.requests import is_open, list_requests
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("CYC026", Severity.GAP)
def request_overdue(snapshot: Snapshot) -> Iterator[Problem]:
    """A request of an auditor has no answer although the day by which it was wanted has passed, or was answered after that day.

    ## Why

    The auditor's days go on while a request waits. “There is none” is an answer too, and better than silence.

    ## Example: fails

    ```yaml title="records/audit-request/2026/arq-0001.yaml"
    id: arq-0001
    date: 2026-04-09
    recorded_by: P-002
    number: "1"
    text: The orientation of the two people who began in March.
    due: 2026-04-14
    ```

    ## Example: passes

    ```yaml title="records/audit-request/2026/arq-0001.yaml"
    id: arq-0001
    date: 2026-04-09
    recorded_by: P-002
    number: "1"
    text: The orientation of the two people who began in March.
    due: 2026-04-14
    answered_on: 2026-04-13
    answer: Only one began in March. His orientation is in the supplement.
    ```

    ## What to do

    Answer it, and write day and answer into the request. Where there is nothing to give, say so.

    ## Source

    Muster's own, for what partners count in days: youracsa.ca, company audits (45 calendar days for gathering), read 2026-11-22.
    """
    for stored, request in list_requests(snapshot.program, snapshot.as_of):
        if request.due is None:
            continue
        if is_open(request, snapshot.as_of):
            late, how = (snapshot.as_of - request.due).days, "it is still unanswered"
        else:
            assert request.answered_on is not None
            late, how = (request.answered_on - request.due).days, f"it was answered on {request.answered_on}"
        if late > 0:
            yield Problem(
                stored.place("due"),
                f"The auditor's request {request.id} was wanted by {request.due}; {how}, {late} day{'' if late == 1 else 's'} late.",
                "Answer it, and write in the day and the answer; that there is nothing is an answer too.",
                (request.id,),
            )
