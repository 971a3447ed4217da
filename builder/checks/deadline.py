"""Deadlines of the COR cycle that were not kept."""

from __future__ import annotations

from collections.abc import Iterator

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.model.cycle import Deadline, DeadlineState
from builder.model.finding import Problem
from builder.model.snapshot import Snapshot


def not_kept(snapshot: Snapshot, part: str, fix: str) -> Iterator[Problem]:
    """A problem for each deadline of a kind ("gathering", "submission", "quality") that was missed, or met too late."""
    cycle = measure_life_cycle(snapshot)
    for each in cycle.deadlines if cycle else ():
        if each.id.partition("/")[2].partition("-")[0] == part and not _is_kept(each, snapshot):
            yield Problem(
                each.place, f"{_sentence(each.what)} was due on {each.day}; {_how(each, snapshot)}.", fix, each.about
            )


def _is_kept(deadline: Deadline, snapshot: Snapshot) -> bool:
    return deadline.state(snapshot.as_of) in (DeadlineState.DONE, DeadlineState.OPEN)


def _how(deadline: Deadline, snapshot: Snapshot) -> str:
    if deadline.done_on is None:
        return f"{(snapshot.as_of - deadline.day).days} days later it is still open"
    late = (deadline.done_on - deadline.day).days
    return f"it was done on {deadline.done_on}, {late} day{'' if late == 1 else 's'} late"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
