"""How far the documents and records answer the standard's questions: evidence, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.model.place import Place
from builder.model.standard import Element, PartnerElement, Question

Date = date
"""The type under a name that a field called `date` doesn't hide."""


class Status(StrEnum):
    """What a page says about a question."""

    EVIDENCE = "evidence"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"


class Detail(StrEnum):
    """The finer state, in JSON only."""

    COMPLETE = "complete"
    LATE = "late"
    STALE = "stale"
    SUPERSEDED = "superseded"
    DESIGN_ONLY = "design-only"
    INHERITED = "inherited"
    INCOMPLETE = "incomplete"
    ABSENT = "absent"
    CASCADED = "cascaded"
    NOT_DOCUMENTARY = "not-documentary"
    CLAIMED = "claimed"


class Outcome(StrEnum):
    """What became of an expected record."""

    MET = "met"
    LATE = "late"
    EXPLAINED = "explained"
    NOT_REQUIRED = "not-required"
    HOLE = "hole"


@dataclass(frozen=True)
class Expected:
    """One record that an obligation promises, and what became of it.

    Attributes:
        id: Stable name of the expectation, `PRG-07/inspection/weekly/northgate/2026-W19`; an explanation refers to it.
        document: Id of the document that promises it.
        obligation: Index in the document's `obligations`.
        record_type, kind: What is promised.
        unit: Id of the site, person, asset, … it is for; empty for the company.
        period: What it is for in words for people: "September 2026", "week 19 of 2026", "14 July 2026".
        first, last: The days of that period.
        due: The last day on which it is on time, grace included.
        outcome: met, late, explained, not required or a hole.
        record: Id of the record that met it, late or not.
        reason: Why it is explained or not required.
        place: The obligation in the document.
        answers: Questions it answers.
        by: The level, role or position that the document says does it; empty where it says nothing.
        site: Id of the site it belongs to, where it belongs to one: the unit's own, the crew's, the asset's, the person's.
        person, corrective_action: Who explained it, and the action that came of it.
        shown_by: What shows that it is not required: a record's id, or the place of the register entry.
    """

    id: str
    document: str
    obligation: int
    record_type: str
    kind: str | None
    unit: str
    period: str
    first: date
    last: date
    due: date
    outcome: Outcome
    record: str | None
    reason: str
    place: Place
    answers: tuple[str, ...]
    by: str = ""
    site: str = ""
    person: str = ""
    corrective_action: str | None = None
    shown_by: str = ""

    @property
    def is_required(self) -> bool:
        """Whether it counts in m; an explained hole does."""
        return self.outcome is not Outcome.NOT_REQUIRED

    @property
    def is_found(self) -> bool:
        """Whether a record was found, on time or late."""
        return self.outcome in (Outcome.MET, Outcome.LATE)


@dataclass(frozen=True)
class EvidenceItem:
    """A document or record behind an answer."""

    kind: str
    id: str
    path: str
    date: Date | None
    entered: Date | None = None


@dataclass(frozen=True)
class Failing:
    """One of a counted population that is not as it should be.

    Attributes:
        id: What it is: a record, a person, "ha-0012, hazard 3".
        why: A sentence fragment: "not signed by P-013".
    """

    id: str
    why: str


@dataclass(frozen=True)
class Indicator:
    """Positive indicators: how many of a counted population are as they should be, the way an auditor counts a sample.

    Attributes:
        name: Its name in the standard's file.
        counts: What is counted, in words: "hazards in assessments in force, with a control".
        satisfied: Ids of those that are.
        failing: Those that are not, and why.
    """

    name: str
    counts: str
    satisfied: tuple[str, ...]
    failing: tuple[Failing, ...]

    @property
    def found(self) -> int:
        """n: how many are as they should be."""
        return len(self.satisfied)

    @property
    def expected(self) -> int:
        """m: how many were counted."""
        return len(self.satisfied) + len(self.failing)


@dataclass(frozen=True)
class SiteCount:
    """n of m at one site, over the expected records that belong to it."""

    site: str
    found: int
    expected: int


@dataclass(frozen=True)
class Answer:
    """What the repository holds for one question.

    Attributes:
        found, expected: n of m over all obligations that answer it, else of its weakest positive indicator; `expected` is None
            where the number required is unknown.
        on_time: How many of the found were on time.
        evidence: The documents and records behind n.
        missing: What is not there, each a sentence fragment: "shop, September 2026: site inspection".
        reason: Why the status is what it is, in plain words.
        by_site: n of m of the expected records at each site that has any, by id.
        indicators: Positive indicators counted for it.
    """

    question: Question
    status: Status
    detail: Detail
    found: int
    expected: int | None
    on_time: int
    evidence: tuple[EvidenceItem, ...]
    missing: tuple[str, ...]
    reason: str
    by_site: tuple[SiteCount, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class ElementCoverage:
    """An element in the partner's numbering with its answers."""

    partner: PartnerElement
    element: Element
    answers: tuple[Answer, ...]

    @property
    def asked(self) -> int:
        """How many of its questions documents can answer: the whole that its numbers are of, wherever they stand."""
        return len(self.answers) - self.count(Status.NOT_APPLICABLE)

    def count(self, status: Status) -> int:
        """How many questions have that status."""
        return sum(answer.status is status for answer in self.answers)


@dataclass(frozen=True)
class Coverage:
    """All elements, in the partner's order."""

    partner: str
    elements: tuple[ElementCoverage, ...]

    def answers(self) -> tuple[Answer, ...]:
        """All answers, in order."""
        return tuple(answer for element in self.elements for answer in element.answers)

    def answer(self, question: str) -> Answer | None:
        """The answer to a question, by its id."""
        return next((each for each in self.answers() if each.question.id == question), None)
