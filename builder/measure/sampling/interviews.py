"""How many interviews a partner's table asks for: information with its source, never a selection of anybody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InterviewTable:
    """Known lines of a table.

    Attributes:
        lines: (people in the audit's scope, least number of interviews), smallest first. Only lines that were read; between them
            nothing is reckoned.
        source: Who publishes it, and the day it was read.
        rules: What it says besides, in our own words.
    """

    lines: tuple[tuple[int, int], ...]
    source: str
    rules: tuple[str, ...]

    def around(self, people: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """The last line for at most so many people, and the first for at least so many; None where there is none."""
        below = [line for line in self.lines if line[0] <= people]
        above = [line for line in self.lines if line[0] >= people]
        return (below[-1] if below else None, above[0] if above else None)


ALBERTA = InterviewTable(
    lines=((5, 4), (50, 19), (500, 60)),
    source=(
        "Energy Safety Canada, “What to expect” (table of Partnerships in Injury Reduction), and AMHSA Auditor Update, February 2020; "
        "read 2026-11-22"
    ),
    rules=(
        "The most senior person in the audit's scope is always interviewed.",
        "The rest are balanced over levels, shifts, sites, full and part time.",
        "The auditor chooses, never the company; interviews are confidential, one person at a time, 30 to 45 minutes.",
    ),
)
"""What could be read publicly of Alberta's table; the certifying partner's own is the one that counts."""


def interview_table(standard: str) -> InterviewTable | None:
    """The table known for a standard, by its id; None where none was read."""
    return ALBERTA if standard == "alberta-cor" else None
