"""A question of the overlay gives no points in any technique."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL007", Severity.ERROR)
def overlay_without_points(snapshot: Snapshot) -> Iterator[Problem]:
    """A question of the overlay gives no points, neither for documentation nor for interviews nor for observation.

    ## Why

    Every scored question has points in at least one technique. Without them the row was copied only in part, and every total is too small.

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
        points: {D: 0, I: 0, O: 0}
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
    ```

    ## What to do

    Copy the points from the instrument. If it really scores nothing there, leave the question out of the overlay.

    ## Source

    Muster's own format: records/overlay.yaml, which `muster overlay read` writes from the workbook that a company fills.
    """
    stored = snapshot.program.overlay
    for index, question in enumerate(stored.value.questions if stored else ()):
        if stored and not question.points.total:
            yield Problem(
                stored.place("questions", index, "points"),
                f"Question {question.number} gives no points for documentation, interviews or observation.",
                "Copy its points from the instrument, or leave the question out if it gives none.",
                (question.number,),
            )
