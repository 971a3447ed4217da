"""A draw as an auditor might make it, on what the program counts: how it ends once, and the chance that it ends well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from builder.measure.sampling.chance import chance_to_reach
from builder.measure.sampling.draw import Candidate, draw
from builder.model.coverage import Answer, Expected
from builder.model.overlay import Overlay
from builder.model.snapshot import Snapshot

DRAWN = 10
"""How many are drawn where there are more; about what an auditor looks at for one question."""

THRESHOLDS = (70, 80, 100)
"""In per cent: the usual ones, where no overlay names its own."""


@dataclass(frozen=True)
class Population:
    """What is counted for a question, one by one.

    Attributes:
        question: Its id.
        counts: What is counted, in words.
        items: All of them.
        good: Ids of those that are as they should be.
    """

    question: str
    counts: str
    items: tuple[Candidate, ...]
    good: frozenset[str]

    @property
    def is_perfect(self) -> bool:
        """Whether all are as they should be, so that no draw can end badly."""
        return len(self.good) == len(self.items)

    @property
    def drawn(self) -> int:
        """How many are drawn of it."""
        return min(DRAWN, len(self.items))

    def chance(self, threshold: int) -> Fraction:
        """The chance that so many per cent of those drawn are good."""
        return chance_to_reach(len(self.items), len(self.good), self.drawn, threshold)


@dataclass(frozen=True)
class MockDraw:
    """One draw.

    Attributes:
        good: How many of those drawn are as they should be.
        misses: Ids of the others, sorted.
    """

    good: int
    misses: tuple[str, ...]


def list_populations(snapshot: Snapshot) -> tuple[Population, ...]:
    """Everything that is counted one by one for a question: promised records and positive indicators, in the order of the questions."""
    found: list[Population] = []
    for answer in snapshot.coverage.answers():
        found.extend(_promised(snapshot, answer))
        found.extend(_indicators(snapshot, answer))
    return tuple(found)


def draw_mock(population: Population, seed: str) -> MockDraw:
    """How one draw ends; the same seed gives the same."""
    drawn = draw(population.items, seed, population.drawn)
    misses = sorted(each.id for each in drawn if each.id not in population.good)
    return MockDraw(len(drawn) - len(misses), tuple(misses))


def thresholds_of(overlay: Overlay | None, question: str) -> tuple[int, ...]:
    """The thresholds, in per cent, of the instrument's questions about one of ours; empty where the overlay names none."""
    if overlay is None:
        return ()
    return tuple(sorted({each.threshold for each in overlay.questions_about(question) if each.threshold}))


def _promised(snapshot: Snapshot, answer: Answer) -> Iterator[Population]:
    wanted = {need.record for need in answer.question.needs if need.record}
    expected = [
        each
        for each in snapshot.expected
        if answer.question.id in each.answers and each.is_required and each.record_type in wanted
    ]
    if expected:
        items = tuple(_candidate(each) for each in expected)
        good = frozenset(each.id for each in expected if each.is_found)
        yield Population(answer.question.id, "promised records, found", items, good)


def _candidate(expected: Expected) -> Candidate:
    return Candidate(expected.id, expected.site, expected.first, "")


def _indicators(snapshot: Snapshot, answer: Answer) -> Iterator[Population]:
    for each in answer.indicators:
        ids = dict.fromkeys((*each.satisfied, *(failing.id for failing in each.failing)))
        failing = {failing.id for failing in each.failing}
        items = tuple(Candidate(id, "", snapshot.as_of, "") for id in ids)
        if items:
            yield Population(answer.question.id, each.counts, items, frozenset(ids.keys() - failing))
