"""Two questions of the overlay have one number."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL002", Severity.ERROR)
def overlay_number_twice(snapshot: Snapshot) -> Iterator[Problem]:
    """Two questions of the overlay have one number.

    ## Why

    The auditor finds a question by its number. If two rows have the same one, a question was copied twice, and its points count twice, or a number was mistyped.

    ## Example: fails

    ```yaml title="records/overlay.yaml"
    standard: alberta-cor
    edition: "2023"
    partner: acsa
    instrument: An instrument made up for this page
    read_on: 2026-04-01
    questions:
      - number: "1.1"
        element: leadership
        topics: [ML1, ML11, HA5, IN1, IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
      - number: "1.1"
        element: leadership
        topics: [IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
    ```

    ## Example: passes

    ```yaml title="records/overlay.yaml"
    standard: alberta-cor
    edition: "2023"
    partner: acsa
    instrument: An instrument made up for this page
    read_on: 2026-04-01
    questions:
      - number: "1.1"
        element: leadership
        topics: [ML1, ML11, HA5, IN1, IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
      - number: "1.2"
        element: leadership
        topics: [IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
    ```

    ## What to do

    Compare both rows with the instrument; correct the number or delete the second row. What one question asks about may be several of ours in one row.

    ## Source

    Muster's own format: records/overlay.yaml, which `muster overlay read` writes from the workbook that a company fills.
    """
    stored = snapshot.program.overlay
    first: dict[str, int] = {}
    for index, question in enumerate(stored.value.questions if stored else ()):
        if stored and question.number and question.number in first:
            earlier = stored.place("questions", first[question.number], "number")
            yield Problem(
                stored.place("questions", index, "number"),
                f"The number {question.number} stands already in line {earlier.line}.",
                "Correct the number, or delete the row that was copied twice.",
                (question.number,),
            )
        first.setdefault(question.number, index)
