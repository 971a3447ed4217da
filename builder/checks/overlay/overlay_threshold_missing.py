"""An all-or-nothing question of the overlay has no threshold, or another question has one."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL006", Severity.ERROR)
def overlay_threshold_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """The threshold of a question doesn't go with its rule: all-or-nothing has none, or another rule has one.

    ## Why

    An all-or-nothing question gives its points from a share on, often 70 or 100 per cent, which stands in the instrument. Muster doesn't guess it. With any other rule a threshold would have no effect, so one of the two is wrong.

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
        rule: all-or-nothing
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
        rule: all-or-nothing
        threshold: 70
    ```

    ## What to do

    Copy the threshold from the instrument, or correct the rule.

    ## Source

    Question types of the audit instruments (ESC scoring guide and AuditSoft's description of positive indicators, read 2026-11-22).
    """
    stored = snapshot.program.overlay
    for index, question in enumerate(stored.value.questions if stored else ()):
        needs = question.rule == "all-or-nothing"
        if stored is None or needs == (question.threshold is not None):
            continue
        if needs:
            message = f"Question {question.number} is all-or-nothing and has no threshold."
        else:
            message = f"Question {question.number} has a threshold, which the rule {question.rule} doesn't use."
        yield Problem(
            stored.place("questions", index, "threshold"),
            message,
            "Copy rule and threshold from the instrument.",
            (question.number,),
        )
