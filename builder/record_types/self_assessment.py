"""Made each year by a small employer (SECOR): an answer to every topic, with one labelled attachment for each yes."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, Record


class TopicAnswer(Frozen):
    """The answer to one topic of the self-assessment."""

    topic: str = field("Topic", "Its id, S1.1, S1.2, …", default=...)
    answer: Literal["yes", "no", "na"] | None = field("Answer")
    notes: str | None = field("Notes", "How it is done here; why it does not apply.")
    attachment: str | None = field("Attachment", "The name of an attached file.")
    records: tuple[str, ...] = field("Records", "Records and documents that show it.", refers="record", default=())
    label: str | None = field("Label on the attachment", "What is written on the copy: the topic's number.")
    action: str | None = field("Corrective action", "For each no.", refers="record")


class SelfAssessment(Record):
    """Made each year by a small employer (SECOR) and e-mailed to the partner; `date` is the audit date on the form."""

    TYPE: ClassVar = "self-assessment"
    TITLE: ClassVar = "Self-assessment"
    PLURAL: ClassVar = "Self-assessments"
    PREFIX: ClassVar = "sa"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    OFTEN: ClassVar = "every 12 months, by small employers"
    KEEP: ClassVar = AUDIT_CYCLE
    SIGNERS: ClassVar = ("assessor",)
    HELP: ClassVar = "Made each year by a small employer (SECOR): an answer to every topic, with one labelled attachment for each yes."
    EXAMPLE: ClassVar = {
        "kind": "certification",
        "assessor": "P-002",
        "assessor_course_on": "2025-04-10",
        "signatures": [{"person": "P-002", "role": "assessor", "date": "2026-03-04", "method": "electronic"}],
        "answers": [
            {"topic": "S1.1", "answer": "yes", "attachment": "S1.1-policy.pdf", "label": "S1.1"},
            {"topic": "S7.2", "answer": "no", "action": "ca-0007"},
        ],
        "profile_complete": True,
        "score_page_complete": True,
        "ethics_signed_on": "2026-03-04",
    }

    kind: Literal["certification", "maintenance", "recertification"] | None = field(
        "Kind", needed=True, show_in=("table", "detail")
    )
    assessor: str | None = field("Assessor", refers="person", needed=True, show_in=("table", "detail"))
    assessor_course_on: Day | None = field("Assessor's course or refresher on")
    answers: tuple[TopicAnswer, ...] = field("Answers", default=())
    profile_complete: bool | None = field("Company profile filled in")
    score_page_complete: bool | None = field("Score page filled in")
    ethics_signed_on: Day | None = field("Code of ethics signed on")
    first_document_on: Day | None = field("Gathering began on")
    gathering_ended_on: Day | None = field("Gathering ended on")
    submitted_on: Day | None = field("Sent to the partner on", show_in=("table", "detail"))
    accepted_on: Day | None = field("Accepted on")
    score: int | None = field("Score, per cent", ge=0, le=100, show_in=("table", "detail"))
    outcome: Literal["passed", "failed", "withdrawn"] | None = field("Outcome", show_in=("table", "detail"))
