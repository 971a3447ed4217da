"""The overlay lays a question of the partner beside one of ours that the standard doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.reference import did_you_mean
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL001", Severity.ERROR)
def overlay_question_unknown(snapshot: Snapshot) -> Iterator[Problem]:
    """A question of the overlay names one of our questions that the standard doesn't have.

    ## Why

    The overlay says which of the partner's questions ask about which of ours. An id that doesn't exist leaves the partner's question without evidence, and its points look lost.

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
        topics: [ML1, ML11, HA5, IN1, IN2, IN99]
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

    Look the id up on the sheet “Our questions” of the workbook, or in `muster coverage`, and correct it.

    ## Source

    Muster's own format: records/overlay.yaml, which `muster overlay read` writes from the workbook that a company fills.
    """
    stored, standard = snapshot.program.overlay, snapshot.standard
    known = frozenset(question.id for question in standard.questions())
    for number, question in enumerate(stored.value.questions if stored else ()):
        for index, topic in enumerate(question.topics):
            if stored and topic not in known:
                yield Problem(
                    stored.place("questions", number, "topics", index),
                    f"{topic} is not a question of {standard.id}, edition {standard.edition}.{did_you_mean(topic, known)}",
                    "Correct the id; `muster coverage` lists all questions.",
                    (question.number, topic),
                )
