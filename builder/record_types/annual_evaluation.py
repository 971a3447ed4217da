"""Made when the whole program is gone through part by part, with the committee, and judged."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.policy import ElementKey, Frozen
from builder.model.record import AUDIT_CYCLE, Record


class EvaluatedPart(Frozen):
    """What was found about one part of the program."""

    element: ElementKey = field("Part", default=...)
    verdict: Literal["works", "works-partly", "does-not-work"] = field("Verdict", default=...)
    comment: str | None = field("Comment")
    action: str | None = field("Corrective action", refers="record")


class AnnualEvaluation(Record):
    """Made when the whole program is gone through part by part, with the committee, and judged."""

    TYPE: ClassVar = "annual-evaluation"
    TITLE: ClassVar = "Evaluation of the program"
    PLURAL: ClassVar = "Evaluations of the program"
    PREFIX: ClassVar = "evl"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("evaluator", "role:committee")
    OFTEN: ClassVar = "every 12 months, before the management review"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when the whole program is gone through part by part, with the committee, and judged."
    EXAMPLE: ClassVar = {
        "evaluator": "P-002",
        "method": "Each part read with the committee; twelve workers asked three questions.",
        "parts": [
            {"element": "inspections", "verdict": "works-partly", "comment": "Walks missed when the foreman is away."}
        ],
        "summary": "Sound on site, thin on following up.",
        "people": [{"person": "P-012", "role": "committee"}],
    }

    evaluator: str | None = field("Led by", refers="person", needed=True, show_in=("table", "detail"))
    method: str | None = field("How it was done", needed=True, widget="long-text")
    parts: tuple[EvaluatedPart, ...] = field("Part by part", needed=True, default=())
    summary: str | None = field("In short", needed=True, widget="long-text", show_in=("table", "detail"))
