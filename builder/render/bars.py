"""Counts that are drawn as bars, on paper and on the screen: what each piece counts, how it is filled, and the same in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Shade = Literal["full", "hatched", "empty", "grey"]
"""How a piece is filled; told apart without colour."""


@dataclass(frozen=True)
class Portion:
    """A piece of a bar.

    Attributes:
        count: Its length; nothing is drawn for 0.
        name: What it counts, for the key.
        shade: How it is filled.
        url: Where its rows stand, for charts that can be clicked; empty for none.
    """

    count: int
    name: str
    shade: Shade
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """A row of the chart.

    Attributes:
        label: What it is about.
        portions: Its pieces, the same ones in the same order in every bar of a chart, those of length 0 included.
        url: Where the label leads, for charts that can be clicked; empty for nowhere.
    """

    label: str
    portions: tuple[Portion, ...]
    url: str = ""

    @property
    def total(self) -> int:
        """Its whole length."""
        return sum(portion.count for portion in self.portions)


def describe_bars(bars: Sequence[Bar], title: str) -> str:
    """The chart in words, every number included."""
    said = "; ".join(
        f"{bar.label}: " + (", ".join(f"{part.count} {part.name}" for part in bar.portions if part.count) or "none")
        for bar in bars
    )
    return f"{title}. {said}." if said else f"{title}."


def tabulate_bars(bars: Sequence[Bar], head: str) -> dict[str, object]:
    """The numbers of a chart as a table beside it: a column a portion, and the total."""
    names = [portion.name for portion in bars[0].portions] if bars else []
    rows = [(bar.label, [portion.count for portion in bar.portions], bar.total) for bar in bars]
    return {"head": head, "names": names, "rows": rows}
