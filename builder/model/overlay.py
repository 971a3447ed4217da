"""The overlay: what a company copies from its partner's licensed instrument, because it isn't ours to ship."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from builder.model.day import Day
from builder.model.field import field
from builder.model.policy import ElementKey, Frozen

RuleShape = Literal["all-or-nothing", "range", "yes-no", "yes-partial-no", "criteria"]
"""How a question's points are given: all at or above a threshold, in proportion, 0 or all, 0 half all, criteria met of criteria listed."""


class MethodPoints(Frozen):
    """Points of a question by technique; 0 where it has none."""

    D: int = Field(default=0, ge=0)
    I: int = Field(default=0, ge=0)  # noqa: E741  the techniques' own names
    O: int = Field(default=0, ge=0)  # noqa: E741

    @property
    def total(self) -> int:
        """All points of the question."""
        return self.D + self.I + self.O


class OverlayQuestion(Frozen):
    """One question of the instrument.

    Attributes:
        number: As printed in the instrument.
        element: Our key of its element.
        topics: Our questions that it asks about; one of ours may stand in several of theirs.
        rule: How points are given for documentation.
        threshold: Percentage of positive indicators from which an all-or-nothing question gives its points.
        may_be_na: Whether the instrument allows it to be marked not applicable.
    """

    number: str = field("Number", default=..., min_length=1)
    element: ElementKey = field("Element", default=...)
    topics: tuple[str, ...] = field("Our questions", default=...)
    points: MethodPoints = field("Points", default=...)
    rule: RuleShape = field("Rule", default=...)
    threshold: int | None = field("Threshold, per cent", ge=1, le=100)
    may_be_na: bool = field("May be not applicable", default=False)


class Floor(Frozen):
    """Least percentages, overall and in each element, for one kind of audit."""

    overall: int = field("Overall, per cent", ge=0, le=100, default=...)
    element: int | None = field("Each element, per cent", ge=0, le=100)


class Overlay(Frozen):
    """records/overlay.yaml: question numbers, points, rules and N/A rights of one instrument, as the company filled them in."""

    standard: str = field("Standard", default=...)
    edition: str = field("Edition", default=...)
    partner: str = field("Certifying partner", default=...)
    instrument: str = field("Instrument", "Its title and version, as printed.", default=...)
    read_on: Day = field("Copied on", default=...)
    floors: dict[Literal["certification", "recertification", "maintenance"], Floor] = field(
        "Pass marks", "Where they differ from the standard's.", default={}
    )
    questions: tuple[OverlayQuestion, ...] = field("Questions", default=())

    @property
    def has_points(self) -> bool:
        """Whether any question gives points; an overlay that only numbers the questions has none."""
        return any(question.points.total for question in self.questions)

    def numbers_of(self, topic: str) -> tuple[str, ...]:
        """The instrument's numbers of the questions that ask about one of ours, in its order."""
        return tuple(question.number for question in self.questions_about(topic))

    def questions_about(self, topic: str) -> tuple[OverlayQuestion, ...]:
        """The instrument's questions that ask about one of ours."""
        return tuple(question for question in self.questions if topic in question.topics)

    def may_be_na(self, topic: str) -> bool:
        """Whether every question about the topic may be marked not applicable; False where none asks about it."""
        asked = self.questions_about(topic)
        return bool(asked) and all(question.may_be_na for question in asked)
