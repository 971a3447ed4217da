"""What is green today and when it turns, if nothing more is filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.model.coverage import Status
from builder.model.place import Place


@dataclass(frozen=True)
class Turn:
    """A question with evidence today that loses it.

    Attributes:
        day: The first day on which it no longer has all of it.
        question, topic: Which.
        element: Key of its element.
        status: What it is from then on.
        why: What is missing on that day and isn't today; where nothing is, the reason of the new status.
    """

    day: date
    question: str
    topic: str
    element: str
    status: Status
    why: tuple[str, ...]


@dataclass(frozen=True)
class Expiry:
    """Something in force today that runs out.

    Attributes:
        day: The first day without it.
        kind: review, certificate, clearance, insurance, company, hazard-assessment, competency.
        what: What to do, in words, people by id.
    """

    day: date
    kind: str
    what: str
    about: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class ElementDecay:
    """How many questions of an element have evidence today and after 30, 60, 90 days, or at the end of what was looked ahead.

    Attributes:
        questions: Those that documents can answer, as in the chart of evidence by element; not-applicable ones are not among them.
    """

    key: str
    number: str
    name: str
    questions: int
    green: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Decay:
    """What is green today and when it turns, both lists by day."""

    as_of: date
    until: date
    elements: tuple[ElementDecay, ...]
    turns: tuple[Turn, ...]
    expiries: tuple[Expiry, ...]

    def green_after(self, days: int) -> int:
        """How many questions have evidence so many days after the as-of day; one of the numbers of days that the elements name."""
        return sum(dict(element.green)[days] for element in self.elements)
