"""The state machine of a certificate: every state, every event, and the days that limits end on."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model.cycle import HELD, STATE_WORDS, Deadline, DeadlineState, EventKind, State, step
from builder.model.cycle_rules import CountdownStep, Limit, YearDay
from builder.model.place import Place

DAY = date(2026, 6, 1)
FACT = {"why": "because", "source": "here", "read_on": DAY, "confidence": "confirmed"}

S = State
MOVES: dict[EventKind, dict[State, State]] = {
    EventKind.LETTER_ISSUED: {S.BUILDING: S.LETTER, S.LAPSED: S.LETTER, S.CANCELLED: S.LETTER},
    EventKind.LETTER_ENDED: {S.LETTER: S.BUILDING},
    EventKind.CERTIFICATE_ISSUED: dict.fromkeys(State, S.VALID),
    EventKind.CERTIFICATE_ENDED: dict.fromkeys(HELD, S.LAPSED),
    EventKind.EXTERNAL_BEGUN: {
        **dict.fromkeys(set(State) - HELD, S.CERTIFICATION),
        **dict.fromkeys(HELD, S.RECERTIFICATION_UNDER_WAY),
    },
    EventKind.EXTERNAL_FAILED: {
        S.CERTIFICATION: S.BUILDING,
        S.RECERTIFICATION_UNDER_WAY: S.RECERTIFICATION_DUE,
    },
    EventKind.MAINTENANCE_OPENS: {S.VALID: S.MAINTENANCE_DUE, S.MAINTENANCE_DONE: S.MAINTENANCE_DUE},
    EventKind.MAINTENANCE_BEGUN: dict.fromkeys(
        (S.VALID, S.MAINTENANCE_DUE, S.MAINTENANCE_DONE), S.MAINTENANCE_UNDER_WAY
    ),
    EventKind.MAINTENANCE_PASSED: {S.MAINTENANCE_UNDER_WAY: S.MAINTENANCE_DONE},
    EventKind.MAINTENANCE_FAILED: {S.MAINTENANCE_UNDER_WAY: S.MAINTENANCE_DUE},
    EventKind.MAINTENANCE_MISSED: dict.fromkeys((S.VALID, S.MAINTENANCE_DUE, S.MAINTENANCE_DONE), S.CANCELLED),
    EventKind.RECERTIFICATION_OPENS: dict.fromkeys(HELD - {S.RECERTIFICATION_UNDER_WAY}, S.RECERTIFICATION_DUE),
}


@pytest.mark.parametrize("event", list(EventKind))
@pytest.mark.parametrize("state", list(State))
def test_every_event_in_every_state(state: State, event: EventKind) -> None:
    assert step(state, event) is MOVES[event].get(state, state)


def test_every_state_can_be_reached_and_none_is_a_trap() -> None:
    reached, before = {S.BUILDING}, set[State]()
    while reached != before:
        before = set(reached)
        reached |= {step(state, event) for state in before for event in EventKind}

    assert reached == set(State)
    assert all(step(state, EventKind.CERTIFICATE_ISSUED) is S.VALID for state in State)


def test_every_state_has_words() -> None:
    assert set(STATE_WORDS) == set(State)


def test_first_document_is_day_one_of_forty_five() -> None:
    limit = Limit(days=45, **FACT)

    assert limit.counting(date(2026, 10, 19)) == date(2026, 12, 2)
    assert (limit.counting(date(2026, 10, 19)) - date(2026, 10, 19)).days + 1 == 45


def test_limit_after_a_day_counts_from_the_next() -> None:
    assert Limit(days=21, **FACT).after(date(2026, 5, 12)) == date(2026, 6, 2)
    assert Limit(months=6, **FACT).before(date(2026, 8, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ({"rule": "anniversary"}, date(2024, 11, 24)),
        ({"rule": "month-end"}, date(2024, 11, 30)),
        ({"rule": "day-of-year", "month": 12, "day": 1}, date(2024, 12, 1)),
    ],
)
def test_day_of_maintenance_by_the_partners_rule(rule: dict[str, object], day: date) -> None:
    assert YearDay.model_validate({**FACT, **rule}).of(date(2024, 11, 24)) == day


def test_countdown_counts_back_from_the_first_day_and_on_from_the_last() -> None:
    first, last = date(2026, 10, 19), date(2026, 11, 6)

    assert CountdownStep(key="a", what="x", months=12).on(first, last) == date(2025, 10, 19)
    assert CountdownStep(key="a", what="x", days=7).on(first, last) == date(2026, 10, 12)
    assert CountdownStep(key="a", what="x", after=1).on(first, last) == date(2026, 11, 7)


@pytest.mark.parametrize(
    ("done_on", "as_of", "state"),
    [
        (None, DAY, DeadlineState.OPEN),
        (None, date(2026, 6, 2), DeadlineState.MISSED),
        (DAY, date(2026, 6, 2), DeadlineState.DONE),
        (date(2026, 6, 2), date(2026, 6, 2), DeadlineState.LATE),
    ],
)
def test_state_of_a_deadline(done_on: date | None, as_of: date, state: DeadlineState) -> None:
    assert Deadline("a/b", DAY, "what", "why", "source", done_on, Place("records/a.yaml")).state(as_of) is state
