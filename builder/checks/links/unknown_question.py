"""A document or an obligation names a question that the standard doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import FieldPath
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot


@rule("LNK001", Severity.ERROR)
def unknown_question(snapshot: Snapshot) -> Iterator[Problem]:
    """A question id is not in the standard that the program is held against.

    ## Why

    `answers` is how a document gets into the coverage matrix. An id that doesn't exist puts it nowhere, and the question it was meant for stays empty.

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
    answers: [IN1, IN99]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
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
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Look the question up in the coverage (`muster coverage`) and correct the id.

    ## Source

    The questions of the standard's edition named in records/company.yaml.
    """
    standard = snapshot.standard
    known = frozenset(question.id for question in standard.questions())
    for stored in snapshot.program.policies:
        for id, steps in _named(stored.value):
            if id not in known:
                yield Problem(
                    stored.place(*steps),
                    f"{id} is not a question of {standard.id}, edition {standard.edition}.{did_you_mean(id, known)}",
                    "Correct the id; `muster coverage` lists all questions.",
                    (stored.value.id, id),
                )


def _named(policy: Policy) -> Iterator[tuple[str, FieldPath]]:
    for index, id in enumerate(policy.answers):
        yield id, ("answers", index)
    for number, obligation in enumerate(policy.obligations):
        for index, id in enumerate(obligation.answers):
            yield id, ("obligations", number, "answers", index)
