"""The table that `make bench` prints: ratios against their bars, and what one more record or commit costs at each size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

GROWTH_BAR = 1.25
"""How much dearer a record or commit may be in a company several times as large, before growth is not called linear."""


class Row(NamedTuple):
    """One thing that was measured.

    Attributes:
        name: What.
        cpu: Seconds; the least of all runs. MiB in a row about memory.
        floor: The same of what it is held against; None for a floor itself, and where the bar is a plain number.
        against: What that is, in words.
        bar: The largest ratio allowed, or the largest number where there is no floor; None where there is none.
        unit: Of `cpu` and `floor`.
    """

    name: str
    cpu: float
    floor: float | None = None
    against: str = ""
    bar: float | None = None
    unit: Literal["s", "MiB"] = "s"

    @property
    def ratio(self) -> float | None:
        """How many times the floor it takes."""
        return None if self.floor is None else self.cpu / self.floor

    @property
    def verdict(self) -> str:
        """`ok`, `MISS`, or nothing where there is no bar."""
        if self.bar is None:
            return ""
        return "ok" if (self.cpu if self.ratio is None else self.ratio) <= self.bar else "MISS"


class Sized(NamedTuple):
    """The rows of one size.

    Attributes:
        count: How many records or commits there were.
        rows: What was measured, the same rows at each size.
        counted: What `count` counts.
    """

    count: int
    rows: Sequence[Row]
    counted: str = "records"


def write_table(measured: Sequence[Sized]) -> str:
    """All rows by size, then the growth between sizes."""
    lines: list[str] = []
    for sized in measured:
        lines += [f"{sized.count:,} {sized.counted}", *(_row(row) for row in sized.rows), ""]
    lines += list(_growth(measured))
    return "\n".join(lines)


def _row(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:6.2f} × {row.against}"
    bar = "" if row.bar is None else f"bar {row.bar:g}"
    return f"  {row.name:<28}{row.cpu:8.2f} {row.unit:<3}{ratio:<28}{bar:<10}{row.verdict}".rstrip()


def _growth(measured: Sequence[Sized]) -> Iterator[str]:
    if len(measured) < 2:
        return
    one = measured[0].counted.removesuffix("s")
    yield f"CPU per {one}, in milliseconds, and how many times that of the size before"
    for number, row in enumerate(measured[0].rows):
        if row.unit != "s":
            continue
        costs = [1000 * sized.rows[number].cpu / sized.count for sized in measured]
        steps = [f"{costs[0]:.3f}"]
        for before, cost in pairwise(costs):
            verdict = "ok" if cost / before <= GROWTH_BAR else "MISS"
            steps.append(f"{cost:.3f} ({cost / before:.2f} × {verdict})")
        yield f"  {row.name:<28}" + "  ".join(steps)
