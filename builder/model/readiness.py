"""How ready the documentation is for the audit: counts of questions, or intervals of points. Never one number, never a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Literal


@dataclass(frozen=True)
class Interval:
    """From the least to the most that something can be.

    Raises:
        ValueError: The least is below nothing or above the most.
    """

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"{self.low} to {self.high} is not an interval.")

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: int) -> Interval:
        """Both ends, so many times."""
        return Interval(self.low * factor, self.high * factor)


NOTHING = Interval(Fraction(0), Fraction(0))
UNKNOWN = Interval(Fraction(0), Fraction(1))
"""A share of which nothing is known."""


def hull(intervals: list[Interval]) -> Interval:
    """The smallest interval that holds all of them; a share of which nothing is known where there are none."""
    if not intervals:
        return UNKNOWN
    return Interval(min(each.low for each in intervals), max(each.high for each in intervals))


class Outlook(StrEnum):
    """Where an interval stands to its floor."""

    REACHED = "reached even if every interview and observation point is lost"
    OPEN = "can still reach it; interviews and observation decide"
    AFTER_FIXES = "can still reach it, but only after some of the fixes below"
    LOST = "can no longer reach it until past holes leave the window"


@dataclass(frozen=True)
class Points:
    """Points of some questions of the partner's instrument.

    Attributes:
        documentation: What the repository shows.
        unknown: Of interviews and observation, which nobody can know before the audit.
        possible: All points that count; of questions that don't apply, none do.
        reachable: The most of documentation once everything is put right that still can be.
    """

    documentation: Interval
    unknown: int
    possible: int
    reachable: Fraction

    def __add__(self, other: Points) -> Points:
        return Points(
            self.documentation + other.documentation,
            self.unknown + other.unknown,
            self.possible + other.possible,
            self.reachable + other.reachable,
        )

    @property
    def share(self) -> Interval:
        """Of all points that count: none of the unknown ones, and all of them."""
        whole = max(self.possible, 1)
        return Interval(self.documentation.low / whole, (self.documentation.high + self.unknown) / whole)

    @property
    def per_cent(self) -> tuple[int, int]:
        """The share in whole per cent, the least rounded down and the most rounded up."""
        return floor(self.share.low * 100), ceil(self.share.high * 100)

    def outlook(self, least: int) -> Outlook:
        """Where it stands to a floor, in per cent."""
        wanted = Fraction(least, 100)
        if self.share.low >= wanted:
            return Outlook.REACHED
        if self.share.high >= wanted:
            return Outlook.OPEN
        best = (self.reachable + self.unknown) / max(self.possible, 1)
        return Outlook.AFTER_FIXES if best >= wanted else Outlook.LOST


NO_POINTS = Points(NOTHING, 0, 0, Fraction(0))


@dataclass(frozen=True)
class Tally:
    """Questions by what the repository holds for them.

    Attributes:
        asked: Those that documents can answer: with evidence, in part, or missing.
        interview_only: Those that documents can't answer.
        not_applicable: Those left out with the partner's right to it.
    """

    evidence: int = 0
    partial: int = 0
    missing: int = 0
    interview_only: int = 0
    not_applicable: int = 0

    @property
    def asked(self) -> int:
        """Questions that documents can answer."""
        return self.evidence + self.partial + self.missing

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.evidence + other.evidence,
            self.partial + other.partial,
            self.missing + other.missing,
            self.interview_only + other.interview_only,
            self.not_applicable + other.not_applicable,
        )


@dataclass(frozen=True)
class Standing:
    """An element, or all of them.

    Attributes:
        key, number, name: Of the element, as the partner numbers and names it; empty for all.
        points: None without an overlay that gives any.
        floor: The least per cent that the coming audit asks for; None where it asks for none.
    """

    key: str
    number: str
    name: str
    tally: Tally
    points: Points | None
    floor: int | None

    @property
    def outlook(self) -> Outlook | None:
        """Where the points stand to the floor; None without points or floor."""
        if self.points is None or self.floor is None or not self.points.possible:
            return None
        return self.points.outlook(self.floor)


PieceKind = Literal["now", "late", "past"]
"""Whether a missing piece can be put right now, can be done now and stays late, or stays as it is."""


@dataclass(frozen=True)
class Piece:
    """One thing that is missing for a question.

    Attributes:
        text: As the coverage names it.
        until: The day from which a hole no longer counts, because its period has left the window.
        is_counted: Whether it is one of the m in n of m: an expected record, or one of a counted population.
    """

    text: str
    kind: PieceKind
    until: date | None = None
    is_counted: bool = False


@dataclass(frozen=True)
class Fix:
    """What can be put right for a question now.

    Attributes:
        question, topic: Ours.
        numbers: The partner's.
        element: Its number.
        pieces: What is missing and can be done.
        stays: What is missing and can't be.
        sure, up_to: Points of documentation won for certain, and at most; None without an overlay.
    """

    question: str
    topic: str
    numbers: tuple[str, ...]
    element: str
    pieces: tuple[Piece, ...]
    stays: tuple[Piece, ...]
    sure: Fraction | None = None
    up_to: Fraction | None = None


@dataclass(frozen=True)
class Readiness:
    """How ready the documentation is.

    Attributes:
        audit: The kind of the coming audit, which chooses the floors.
        instrument: Title of the partner's instrument; empty without an overlay.
        elements: In the partner's order.
        total: Over all of them.
        fixes: The cheapest first: most points (without points: least work) for each missing piece.
        note: Why there are no points, where there are none.
    """

    audit: str
    instrument: str
    elements: tuple[Standing, ...]
    total: Standing
    fixes: tuple[Fix, ...]
    note: str
