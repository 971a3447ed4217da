"""How far a long work is, as a value: what is done, what is next, and how much of it was there already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step of a long work.

    Attributes:
        title: Of the section that is ready now; where nothing is counted, what begins now: "Putting the sections together".
        done: Sections that are ready, this one included.
        total: Sections in all; 0 where nothing is counted.
        kept: How many of `done` came from the cache.
    """

    title: str
    done: int = 0
    total: int = 0
    kept: int = 0


Progress = Callable[[Step], None]
"""Told of each section when it is ready, and of each other work when it begins."""


def tell_nobody(step: Step) -> None:
    """Where nobody wants to know."""
