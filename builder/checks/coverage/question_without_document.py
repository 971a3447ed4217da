"""A question of the standard that asks for a document has none."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.cycle.secor import questions_asked
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("COV001", Severity.GAP)
def question_without_document(snapshot: Snapshot) -> Iterator[Problem]:
    """A question that asks for a written document is answered by no approved, current one.

    ## Why

    Documents are the first thing an auditor asks for, weeks before the visit. A question without one scores nothing, however good the practice is.

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

    Write what you do into a document, have it approved, and name the question in its `answers`. If a document covers it already, add the question there.

    ## Source

    The standard's own questions: what documentary evidence each asks for stands in the standard's file.
    """
    company = snapshot.program.company
    place = company.place("standard") if company else Place("records/company.yaml")
    asked = questions_asked(snapshot)
    for answer in snapshot.coverage.answers():
        question = answer.question
        wants = any(need.document is not None for need in question.needs) and "D" in question.methods
        # A document past its review has a finding of its own; a missing heading stands in the document.
        if wants and question.id in asked and not any(item.kind == "policy" for item in answer.evidence):
            yield Problem(
                place,
                f"{question.id} ({question.topic}) is answered by no approved document.",
                "Write it down, have it approved, and name the question under `answers` of the document.",
                (question.id,),
            )
