"""Questions of the partner and ours that the overlay lays beside nothing."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL008", Severity.NOTE)
def overlay_without_topic(snapshot: Snapshot) -> Iterator[Problem]:
    """A question of the partner stands beside none of ours, or one of ours beside none of the partner's.

    ## Why

    A question of the partner without ours has no evidence here, so its documentation points stay unknown. One of ours without a question of the partner counts nowhere in points. Either may be right, because no two instruments ask the same; usually a row is not finished yet.

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
        topics: [ML1, ML11, HA5, IN1]
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
    ```

    ## What to do

    Go through the sheet “Our questions” and put each id beside the question of the instrument that asks about it. Leave out what the instrument doesn't ask.

    ## Source

    Muster's own format: records/overlay.yaml, which `muster overlay read` writes from the workbook that a company fills.
    """
    stored = snapshot.program.overlay
    if stored is None:
        return
    for index, question in enumerate(stored.value.questions):
        if not question.topics:
            yield Problem(
                stored.place("questions", index, "topics"),
                f"No question of ours stands beside question {question.number}, so its documentation points stay unknown.",
                "Put our ids beside it, if any of ours asks about the same.",
                (question.number,),
            )
    asked = {topic for question in stored.value.questions for topic in question.topics}
    left = [question.id for question in snapshot.standard.questions() if question.id not in asked]
    if left and asked:
        noun = "question of ours stands" if len(left) == 1 else "questions of ours stand"
        yield Problem(
            stored.place("questions"),
            f"{len(left)} {noun} beside no question of the overlay: {', '.join(left)}.",
            "Put each beside the question of the instrument that asks about it, if there is one.",
            tuple(left),
        )
