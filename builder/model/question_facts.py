"""The facts of a question as an auditor writes them down: in point form, by site, with both lists and one example that names nobody."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.coverage import Answer, EvidenceItem, Status
from builder.model.standard import PartnerElement, Question


@dataclass(frozen=True)
class FactCount:
    """One thing that was counted for a question: n, and m where something says how many there must be.

    Attributes:
        what: In words: "weekly site inspections", "hazards in the newest assessment of each task, with a control".
        found: n.
        expected: m; None where no document says how many are required.
        on_time: How many of n were on time; the same as n where nothing was due on a day.
        source: What m is counted from, in words.
        good: The list behind n where it isn't one of records: "ha-0012, hazard 3", "34 people: csts".
        misses: The rest of m by name; explained ones and late ones say so. Nobody is named: people are counted.
        is_promised: Whether m comes from an obligation of a document.
    """

    what: str
    found: int
    expected: int | None
    on_time: int
    source: str
    good: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    is_promised: bool = False

    @property
    def words(self) -> str:
        """N of m in words: "49 of 52", "19 found; number required unknown"."""
        if self.expected is None:
            return f"{self.found} found; number required unknown"
        return f"{self.found} of {self.expected}" if self.expected else "nothing was due"


@dataclass(frozen=True)
class SiteFacts:
    """The facts of a question at one site, or of the whole company.

    Attributes:
        site: Its id; empty for what is not told by site.
        lines: Finished text in point form, one fact a line; what is missing stands in `missing`. Nobody is named in either.
        counts: Everything counted; the first is the n of m of the row.
        evidence: The documents, registers and records behind n.
        missing: All that is not there or not as it should be, by name, explained and late ones included.
    """

    site: str
    lines: tuple[str, ...]
    counts: tuple[FactCount, ...]
    evidence: tuple[EvidenceItem, ...]
    missing: tuple[str, ...]

    @property
    def main(self) -> FactCount | None:
        """The n of m of the row: of promised records, else of the weakest population, else of what was found; None without any."""
        return self.counts[0] if self.counts else None


@dataclass(frozen=True)
class QuestionFacts:
    """A question with its facts.

    Attributes:
        element: As the partner numbers and names it.
        key: Of the element, ours.
        answer: What the coverage says about it: status and n of m over the whole company.
        numbers: The partner's own numbers of the question; none without an overlay.
        reason: Why the status is what it is; nobody is named in it.
        rows: By site, then the whole company; at least one.
        example: One sentence with no name, position, site or exact day; empty where there is nothing to tell.
    """

    element: PartnerElement
    key: str
    answer: Answer
    numbers: tuple[str, ...]
    reason: str
    rows: tuple[SiteFacts, ...]
    example: str

    @property
    def question(self) -> Question:
        """The question."""
        return self.answer.question

    @property
    def status(self) -> Status:
        """What documents and records show."""
        return self.answer.status

    @property
    def is_documentary(self) -> bool:
        """Whether documents can answer it at all."""
        return "D" in self.question.methods and bool(self.question.needs)
