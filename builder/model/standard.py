"""An audit standard as data: elements, questions and what would answer them. Never its text, never its points."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from builder.model.day import Day
from builder.model.policy import ElementKey, Frozen, Kind

Method = Literal["D", "I", "O"]
"""Documentation, interview, observation."""


class Need(Frozen):
    """One thing that would be documentary evidence for a question. Exactly one of the first four is set.

    Attributes:
        document: An approved document of one of these kinds that names the question in `answers` (empty tuple: of any kind).
        record: A record of this type (and `kind`, if set) in the window. Where an obligation of the program that answers the same
            question promises such records, the obligation's expected set is the m of "n of m"; otherwise m is unknown.
        register_of: (written `register`) The register that must hold an entry (people, positions, assets, contractors, sites).
        indicator: A population counted one by one ("every hazard has a control"), by its name in `measure/answers/indicators/`.
        kind: Narrows `record`.
        where: Narrows `record` further: own fields of the record with the values allowed, like the courses that count.
        clauses: Required contents of the document, each of which its `clauses` must map to a heading.
    """

    document: tuple[Kind, ...] | None = None
    record: str | None = None
    register_of: Literal["people", "positions", "assets", "contractors", "sites"] | None = Field(
        default=None, alias="register"
    )
    indicator: str | None = None
    kind: str | None = None
    where: dict[str, tuple[str, ...]] = Field(default={})
    clauses: tuple[str, ...] = ()


class Question(Frozen):
    """A topic the audit asks about, in our own words.

    Attributes:
        id: Stable id of ours (`IN2`); the partner's number comes from the company's overlay.
        topic: What is asked, one short sentence.
        methods: How the auditor verifies it.
        parent: The question whose document this one builds on.
        needs: Documentary evidence; empty when only interviews or observation can answer it.
    """

    id: str
    topic: str
    methods: tuple[Method, ...]
    parent: str | None = None
    needs: tuple[Need, ...] = ()


class Element(Frozen):
    """An element of the standard with its questions."""

    key: ElementKey
    name: str
    questions: tuple[Question, ...]


class PartnerElement(Frozen):
    """What a certifying partner calls an element, and its number there."""

    number: str
    name: str


class Partner(Frozen):
    """A certifying partner and its crosswalk from our element keys, in the partner's order."""

    name: str
    read_on: Day
    confidence: Literal["confirmed", "secondary", "unverified"]
    elements: dict[ElementKey, PartnerElement]


class SourceNote(Frozen):
    """Where a fact of the standard file comes from."""

    what: str
    read_on: Day


class PassRule(Frozen):
    """Least percentages to pass an audit; facts for display, never applied to documents alone."""

    overall: int
    element: int | None = None
    source: str


class Track(Frozen):
    """A scheme (COR, SECOR) and whom it is for."""

    max_headcount: int | None = None
    basis: str


class Standard(Frozen):
    """One standard in one edition."""

    id: str
    edition: str
    title: str
    issuer: str
    sources: tuple[SourceNote, ...]
    confidence: str
    elements: tuple[Element, ...]
    partners: dict[str, Partner]
    pass_rules: dict[str, PassRule]
    tracks: dict[str, Track]

    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of the elements."""
        return tuple(question for element in self.elements for question in element.questions)

    def question(self, id: str) -> Question | None:
        """The question with that id, if the standard has it."""
        return next((question for question in self.questions() if question.id == id), None)

    def elements_for(self, partner: str) -> tuple[tuple[PartnerElement, Element], ...]:
        """The elements in a partner's order with its numbers and names; in our own order, numbered 1 to n, for an unknown partner."""
        crosswalk = self.partners.get(partner)
        by_key = {element.key: element for element in self.elements}
        if crosswalk is None:
            return tuple(
                (PartnerElement(number=str(number), name=element.name), element)
                for number, element in enumerate(self.elements, 1)
            )
        return tuple((entry, by_key[key]) for key, entry in crosswalk.elements.items() if key in by_key)
