"""The life cycle of a certificate: its states, what moves it from one to another, and its deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from builder.model.place import Place


class State(StrEnum):
    """Where a company stands; it is in exactly one of them on any day."""

    BUILDING = "building"
    LETTER = "temporary-letter"
    CERTIFICATION = "certification-under-way"
    VALID = "valid"
    MAINTENANCE_DUE = "maintenance-due"
    MAINTENANCE_UNDER_WAY = "maintenance-under-way"
    MAINTENANCE_DONE = "maintenance-done"
    RECERTIFICATION_DUE = "recertification-due"
    RECERTIFICATION_UNDER_WAY = "recertification-under-way"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


STATE_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.BUILDING: "building the program, no certificate yet",
        State.LETTER: "holding a temporary letter (TLC)",
        State.CERTIFICATION: "certification audit under way",
        State.VALID: "certificate valid",
        State.MAINTENANCE_DUE: "certificate valid, maintenance due",
        State.MAINTENANCE_UNDER_WAY: "certificate valid, maintenance under way",
        State.MAINTENANCE_DONE: "certificate valid, maintenance done",
        State.RECERTIFICATION_DUE: "certificate valid, recertification due",
        State.RECERTIFICATION_UNDER_WAY: "certificate valid, recertification under way",
        State.LAPSED: "certificate has run out",
        State.CANCELLED: "maintenance missed, certificate cancelled unless the partner has agreed otherwise",
    }
)
"""Each state in words for people."""


class EventKind(StrEnum):
    """What can move a company from one state to another, in the order in which events of one day are taken."""

    CERTIFICATE_ENDED = "certificate-ended"
    LETTER_ENDED = "letter-ended"
    MAINTENANCE_MISSED = "maintenance-missed"
    LETTER_ISSUED = "letter-issued"
    CERTIFICATE_ISSUED = "certificate-issued"
    MAINTENANCE_OPENS = "maintenance-opens"
    RECERTIFICATION_OPENS = "recertification-opens"
    EXTERNAL_BEGUN = "external-audit-begun"
    EXTERNAL_FAILED = "external-audit-failed"
    MAINTENANCE_BEGUN = "maintenance-begun"
    MAINTENANCE_PASSED = "maintenance-passed"
    MAINTENANCE_FAILED = "maintenance-failed"


_S, _E = State, EventKind

HELD: frozenset[State] = frozenset(
    {
        _S.VALID,
        _S.MAINTENANCE_DUE,
        _S.MAINTENANCE_UNDER_WAY,
        _S.MAINTENANCE_DONE,
        _S.RECERTIFICATION_DUE,
        _S.RECERTIFICATION_UNDER_WAY,
    }
)
"""States in which the company holds a certificate."""

_WITHOUT = frozenset(State) - HELD


def _from(
    states: frozenset[State] | tuple[State, ...], event: EventKind, to: State
) -> dict[tuple[State, EventKind], State]:
    return {(state, event): to for state in states}


TRANSITIONS: Mapping[tuple[State, EventKind], State] = MappingProxyType(
    {
        **_from((_S.BUILDING, _S.LAPSED, _S.CANCELLED), _E.LETTER_ISSUED, _S.LETTER),
        **_from((_S.LETTER,), _E.LETTER_ENDED, _S.BUILDING),
        **_from(_WITHOUT, _E.EXTERNAL_BEGUN, _S.CERTIFICATION),
        **_from((_S.CERTIFICATION,), _E.EXTERNAL_FAILED, _S.BUILDING),
        **_from(tuple(_S), _E.CERTIFICATE_ISSUED, _S.VALID),
        **_from((_S.VALID, _S.MAINTENANCE_DONE), _E.MAINTENANCE_OPENS, _S.MAINTENANCE_DUE),
        **_from((_S.VALID, _S.MAINTENANCE_DONE, _S.MAINTENANCE_DUE), _E.MAINTENANCE_BEGUN, _S.MAINTENANCE_UNDER_WAY),
        **_from((_S.MAINTENANCE_UNDER_WAY,), _E.MAINTENANCE_PASSED, _S.MAINTENANCE_DONE),
        **_from((_S.MAINTENANCE_UNDER_WAY,), _E.MAINTENANCE_FAILED, _S.MAINTENANCE_DUE),
        **_from((_S.VALID, _S.MAINTENANCE_DONE, _S.MAINTENANCE_DUE), _E.MAINTENANCE_MISSED, _S.CANCELLED),
        **_from(HELD - {_S.RECERTIFICATION_UNDER_WAY}, _E.RECERTIFICATION_OPENS, _S.RECERTIFICATION_DUE),
        **_from(HELD, _E.EXTERNAL_BEGUN, _S.RECERTIFICATION_UNDER_WAY),
        **_from((_S.RECERTIFICATION_UNDER_WAY,), _E.EXTERNAL_FAILED, _S.RECERTIFICATION_DUE),
        **_from(HELD, _E.CERTIFICATE_ENDED, _S.LAPSED),
    }
)
"""Every change of state; an event that isn't listed for a state leaves the company where it is."""


def step(state: State, event: EventKind) -> State:
    """The state after an event."""
    return TRANSITIONS.get((state, event), state)


@dataclass(frozen=True, order=True)
class Event:
    """Something that happened, or a day that came.

    Attributes:
        about: Ids of the records behind it.
    """

    day: date
    rank: int
    kind: EventKind
    about: tuple[str, ...] = ()


class DeadlineState(StrEnum):
    """How a deadline stands on a day."""

    DONE = "done"
    LATE = "done-late"
    OPEN = "open"
    MISSED = "missed"


@dataclass(frozen=True)
class Deadline:
    """A day by which something must be done, and whether it was.

    Attributes:
        id: Stable: "aud-0005/gathering".
        day: The last day on which it is in time.
        what: In words.
        why: The rule behind it.
        source: Of the rule, with the day it was read.
        done_on: The day it was done, if that was by the as-of day.
        place: Where it is counted from.
        about: Ids of the records concerned.
        is_big: Whether the certificate hangs on it.
    """

    id: str
    day: date
    what: str
    why: str
    source: str
    done_on: date | None
    place: Place
    about: tuple[str, ...] = ()
    is_big: bool = False

    def state(self, as_of: date) -> DeadlineState:
        """Done, done late, open, or missed, as of a day."""
        if self.done_on is not None:
            return DeadlineState.LATE if self.done_on > self.day else DeadlineState.DONE
        return DeadlineState.MISSED if as_of > self.day else DeadlineState.OPEN


@dataclass(frozen=True)
class Cycle:
    """Where the company stands on a day, how it came there, and what comes next.

    Attributes:
        as_of: The day.
        state, since: The state, and the day on which it began; None for a company that has always been building.
        year: Which year of the certificate runs, from 1; None without a certificate in force.
        years: How many it holds, at least 1.
        scheme, number, issued, ends: Of the certificate; `ends` is the last day on which it holds, extension included.
        events: All that happened by the day, oldest first.
        deadlines: All, by day; those done and missed too.
    """

    as_of: date
    state: State
    since: date | None
    year: int | None
    years: int
    scheme: str
    number: str | None
    issued: date | None
    ends: date | None
    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def is_held(self) -> bool:
        """Whether a certificate is in force."""
        return self.state in HELD

    @property
    def pending(self) -> tuple[Deadline, ...]:
        """Deadlines that are open or missed, by day."""
        return tuple(each for each in self.deadlines if each.done_on is None)

    @property
    def next_deadline(self) -> Deadline | None:
        """The next day that can still be kept."""
        return next((each for each in self.pending if each.day >= self.as_of), None)
