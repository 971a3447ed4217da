"""The small employer's scheme as data: whom it is for, and what its self-assessment asks about. Never the text of the form."""

from __future__ import annotations

from typing import Literal

from builder.model.day import Day
from builder.model.policy import Frozen


class Topic(Frozen):
    """A topic of the self-assessment, in our own words.

    Attributes:
        answers: The questions of the COR standard that the same evidence would answer.
    """

    id: str
    topic: str
    answers: tuple[str, ...]


class Section(Frozen):
    """A section of the self-assessment; `least_people`: it is asked only from so many people on."""

    number: str
    title: str
    least_people: int = 0
    topics: tuple[Topic, ...]


class Secor(Frozen):
    """The scheme."""

    id: str
    title: str
    most_people: int
    months: int
    basis: str
    source: str
    read_on: Day
    confidence: Literal["confirmed", "secondary", "unverified"]
    topics_confidence: Literal["confirmed", "secondary", "unverified"]
    counting_subcontractors: tuple[str, ...]
    sections: tuple[Section, ...]

    def topics(self, people: int) -> tuple[Topic, ...]:
        """What is asked of a company of so many people, in order."""
        return tuple(topic for each in self.sections if people >= each.least_people for topic in each.topics)

    def topic_ids(self) -> frozenset[str]:
        """The ids of all topics."""
        return frozenset(topic.id for each in self.sections for topic in each.topics)

    def questions(self) -> frozenset[str]:
        """Every question of the COR standard that some topic touches."""
        return frozenset(id for each in self.sections for topic in each.topics for id in topic.answers)
