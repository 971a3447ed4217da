"""The table that `make bench` prints: ratios against their bars, and what one more record costs at each size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

GROWTH_BAR = 1.25
"""How much dearer a record may be in a company four times as large, before growth is not called linear."""


class Row(NamedTuple):
    """One thing that was measured.

    Attributes:
        name: What.
        cpu: Seconds; the least of all runs.
        floor: Seconds of what it is held against; None for a floor itself.
        against: What that is, in words.
        bar: The largest ratio allowed; None where there is none.
    """

    name: str
    cpu: float
    floor: float | None = None
    against: str = ""
    bar: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor it takes."""
        return None if self.floor is None else self.cpu / self.floor

    @property
    def verdict(self) -> str:
        """`ok`, `MISS`, or nothing where there is no bar."""
        if self.ratio is None or self.bar is None:
            return ""
        return "ok" if self.ratio <= self.bar else "MISS"


class Sized(NamedTuple):
    """The rows of a company of some size."""

    records: int
    rows: Sequence[Row]


def write_table(measured: Sequence[Sized]) -> str:
    """All rows by size, then the growth between sizes."""
    lines: list[str] = []
    for sized in measured:
        lines += [f"{sized.records:,} records", *(_row(row) for row in sized.rows), ""]
    lines += list(_growth(measured))
    return "\n".join(lines)


def _row(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:6.2f} × {row.against}"
    bar = "" if row.bar is None else f"bar {row.bar:g}"
    return f"  {row.name:<28}{row.cpu:8.2f} s  {ratio:<28}{bar:<10}{row.verdict}".rstrip()


def _growth(measured: Sequence[Sized]) -> Iterator[str]:
    if len(measured) < 2:
        return
    yield "CPU per record, in milliseconds, and how many times that of the size before"
    for number, row in enumerate(measured[0].rows):
        costs = [1000 * sized.rows[number].cpu / sized.records for sized in measured]
        steps = [f"{costs[0]:.3f}"]
        for before, cost in pairwise(costs):
            verdict = "ok" if cost / before <= GROWTH_BAR else "MISS"
            steps.append(f"{cost:.3f} ({cost / before:.2f} × {verdict})")
        yield f"  {row.name:<28}" + "  ".join(steps)
