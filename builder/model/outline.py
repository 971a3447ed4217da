"""Other standards in outline: numbers and names of their elements and clauses, tied to ours by neutral topics."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from builder.model.policy import Frozen
from builder.model.standard import PassRule, SourceNote


class Topic(Frozen):
    """Something that standards ask about, under one name.

    Attributes:
        title: For people.
        questions: Ids of the questions about it, by standard with edition ("alberta-cor-2023").
    """

    title: str
    questions: dict[str, tuple[str, ...]]


class Topics(Frozen):
    """All topics by their key."""

    topics: dict[str, Topic]

    def of_question(self, standard: str, question: str) -> tuple[str, ...]:
        """The topics a question is about."""
        return tuple(key for key, topic in self.topics.items() if question in topic.questions.get(standard, ()))


class OutlineItem(Frozen):
    """A clause, or an element that has none.

    Attributes:
        covers: Topics it asks about.
        note: What is uncertain about it.
    """

    number: str
    name: str
    covers: tuple[str, ...] = ()
    note: str = ""


class OutlineElement(OutlineItem):
    """An element with its clauses, where it has some."""

    items: tuple[OutlineItem, ...] = ()


class Outline(Frozen):
    """A standard in one edition, as far as its numbers and names go. Never its text.

    Attributes:
        draft: Whether it still needs to be checked against the published text; said wherever it is shown.
    """

    id: str
    edition: str
    title: str
    issuer: str
    draft: bool
    confidence: str
    sources: tuple[SourceNote, ...] = Field(min_length=1)
    pass_rules: dict[str, PassRule] = {}
    elements: tuple[OutlineElement, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        """Id with edition: "iso-45001-2018"."""
        return f"{self.id}-{self.edition}"

    def items(self) -> Iterator[tuple[OutlineElement, OutlineItem]]:
        """Every clause with its element; an element without clauses is its own."""
        for element in self.elements:
            for item in element.items or (element,):
                yield element, item
