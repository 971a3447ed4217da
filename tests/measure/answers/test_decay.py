"""The decay forecast: the day it names is the first on which the coverage, measured anew, is no longer green."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from builder.measure.answers.decay import coverage_on, measure_decay, move_window
from builder.measure.snapshot import take_snapshot
from builder.model.coverage import Status
from builder.model.snapshot import Snapshot, Window
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from tests.checks.example import STANDARD
from tests.measure.small import read_small, snapshot_of

TOP = Path(__file__).parents[3]


def status_on(snapshot: Snapshot, question: str, day: date) -> Status:
    """From scratch, as `muster coverage --as-of DAY` has it."""
    whole = take_snapshot(snapshot.program, snapshot.standard, as_of=day, window=move_window(snapshot, day))
    answer = whole.coverage.answer(question)
    assert answer is not None
    return answer.status


def test_promised_record_turns_its_question_on_the_day_its_grace_ends() -> None:
    turns = {turn.question: turn for turn in measure_decay(snapshot_of({})).turns}

    # June's inspection of the yard has five days of grace.
    assert turns["IN2"].day == date(2026, 7, 5)
    assert turns["IN2"].status is Status.PARTIAL
    assert turns["IN2"].why == ("yard, June 2026: supervisor's site inspection",)


def test_review_turns_the_documents_question_the_day_after_it_fell_due() -> None:
    snapshot = snapshot_of({}, date(2027, 2, 1))
    turns = {turn.question: turn for turn in measure_decay(snapshot).turns}

    assert turns["ML1"].day == date(2027, 4, 2)
    assert turns["ML1"].why == ("POL-01: past its review",)


def test_nothing_turns_beyond_what_was_asked_for() -> None:
    decay = measure_decay(snapshot_of({}), ahead=4)

    assert decay.turns == ()
    assert decay.green_after(0) == decay.green_after(4) == 4


def test_counts_by_element_fall_with_the_turns() -> None:
    decay = measure_decay(snapshot_of({}))
    inspections = next(each for each in decay.elements if each.key == "inspections")

    assert dict(inspections.green) == {0: 2, 30: 1, 60: 1, 90: 1}
    assert decay.green_after(0) - decay.green_after(90) == len(decay.turns)


def test_window_moves_as_the_command_would_move_it() -> None:
    snapshot = snapshot_of({}, date(2026, 6, 30))
    later = date(2026, 9, 30)
    assert move_window(snapshot, later) == Window(date(2025, 10, 1), later)

    quarter = take_snapshot(
        read_small({}), STANDARD, as_of=date(2026, 6, 30), window=Window(date(2026, 4, 1), date(2026, 6, 30))
    )
    assert move_window(quarter, later) == Window(date(2026, 7, 2), later)


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    standard = read_standard("alberta-cor", "2023")
    return take_snapshot(read_program(FolderSource(TOP)), standard, as_of=date(2026, 10, 31))


def test_on_the_sample_every_named_day_is_the_first_without_evidence(sample: Snapshot) -> None:
    decay = measure_decay(sample)
    assert len(decay.turns) > 10
    before = {day: coverage_on(sample, day) for day in {turn.day - timedelta(days=1) for turn in decay.turns}}
    on = {day: coverage_on(sample, day) for day in {turn.day for turn in decay.turns}}
    for turn in decay.turns:
        yesterday = before[turn.day - timedelta(days=1)].answer(turn.question)
        today = on[turn.day].answer(turn.question)
        assert yesterday is not None
        assert today is not None
        assert (yesterday.status, today.status) == (Status.EVIDENCE, turn.status), turn
    assert status_on(sample, decay.turns[0].question, decay.turns[0].day) is decay.turns[0].status


def test_on_the_sample_what_turns_is_all_that_is_lost(sample: Snapshot) -> None:
    decay = measure_decay(sample)
    end = coverage_on(sample, decay.until)
    green = {each.question.id for each in sample.coverage.answers() if each.status is Status.EVIDENCE}
    lost = {
        each.question.id for each in end.answers() if each.question.id in green and each.status is not Status.EVIDENCE
    }

    assert {turn.question for turn in decay.turns} == lost
    # What only interviews and observation answer never has evidence, and is in no whole.
    asked = [each for each in sample.coverage.answers() if each.status is not Status.NOT_APPLICABLE]
    assert sum(each.questions for each in decay.elements) == len(asked) < len(sample.coverage.answers())


def test_on_the_sample_expiries_are_in_force_today(sample: Snapshot) -> None:
    decay = measure_decay(sample)

    assert {"review", "certificate", "clearance"} <= {each.kind for each in decay.expiries}
    assert all(sample.as_of < each.day <= decay.until + timedelta(days=1) for each in decay.expiries)
    assert len({(each.place, each.about) for each in decay.expiries}) == len(decay.expiries)
