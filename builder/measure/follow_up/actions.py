"""The action register: every corrective action with its age, its owner and whether it was closed in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored


class ActionState(StrEnum):
    """How a corrective action stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    CLOSED_LATE = "closed-late"


AGES: tuple[tuple[str, int, int], ...] = (
    ("up to 7 days", 0, 7),
    ("8 to 30 days", 8, 30),
    ("31 to 90 days", 31, 90),
    ("more than 90 days", 91, 100_000),
)
"""Ages of open actions: words, first and last day. A week, a month and a quarter are the days by which priorities B and C are due."""


@dataclass(frozen=True)
class Action:
    """One corrective action as of a day.

    Attributes:
        stored: The record.
        opened: The day it was raised.
        closed_on: The day it was closed, if that was by the as-of day.
        age: Days from opening to closing, or to the as-of day.
        overdue: Days past its due day, until closing or the as-of day; 0 when in time or without a due day.
    """

    stored: Stored[Record]
    id: str
    source: str | None
    description: str | None
    priority: str | None
    owner: str | None
    opened: date
    due: date | None
    closed_on: date | None
    verified_by: str | None
    state: ActionState
    age: int
    overdue: int


def measure_actions(program: Program, as_of: date) -> tuple[Action, ...]:
    """All corrective actions raised by `as_of`, those still open first, then by due day."""
    found = [
        _action(stored, as_of)
        for stored in program.records_by_type.get("corrective-action", ())
        if stored.value.date <= as_of
    ]
    return tuple(sorted(found, key=lambda each: (each.closed_on is not None, each.due or date.max, each.id)))


def _action(stored: Stored[Record], as_of: date) -> Action:
    record = stored.value
    due: date | None = getattr(record, "due", None)
    closed: date | None = getattr(record, "closed_on", None)
    # As of an earlier day, what was closed afterwards was still open.
    closed_on = closed if closed is not None and closed <= as_of else None
    until = closed_on or as_of
    overdue = max(0, (until - due).days) if due else 0
    if closed_on:
        state = ActionState.CLOSED_LATE if overdue else ActionState.CLOSED
    else:
        state = ActionState.OVERDUE if overdue else ActionState.OPEN
    return Action(
        stored=stored,
        id=record.id,
        source=getattr(record, "source", None),
        description=getattr(record, "description", None),
        priority=getattr(record, "priority", None),
        owner=getattr(record, "owner", None),
        opened=record.date,
        due=due,
        closed_on=closed_on,
        verified_by=getattr(record, "verified_by", None),
        state=state,
        age=(until - record.date).days,
        overdue=overdue,
    )
