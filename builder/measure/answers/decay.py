"""The decay forecast: what is green today, and on which day it turns if nothing more is filed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from builder.measure.answers.coverage import measure_coverage
from builder.measure.answers.expiry import measure_expiries
from builder.measure.promises.expected import measure_expected
from builder.measure.snapshot import twelve_months_to
from builder.model.coverage import Answer, Coverage, Status
from builder.model.day import Period, subtract_period
from builder.model.decay import Decay, ElementDecay, Turn
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot, Window

AHEAD = 90
"""Days looked ahead, unless somebody asks for others."""


@dataclass(frozen=True)
class _Loss:
    """The first day on which a question has lost its evidence, and its answer then."""

    day: date
    answer: Answer


def measure_decay(snapshot: Snapshot, ahead: int = AHEAD) -> Decay:
    """What turns within `ahead` days after the as-of day if nobody files anything more.

    The coverage itself is measured again, with the same records, on later days. The first day without evidence is found by halving
    the days between: a question that has lost its evidence doesn't get it back while nothing is filed. What is owed every day
    (field-level hazard assessments) therefore turns as soon as the crews stop.
    """
    until = snapshot.as_of + timedelta(days=ahead)
    last = _by_id(coverage_on(snapshot, until))
    green = frozenset(answer.question.id for answer in snapshot.coverage.answers() if answer.status is Status.EVIDENCE)
    lost: dict[str, _Loss] = {}
    _halve(snapshot, snapshot.as_of, until, _missing_of(green, last), last, lost)
    turns = tuple(sorted(_turns(snapshot, lost), key=lambda each: (each.day, each.element, each.question)))
    return Decay(snapshot.as_of, until, _elements(snapshot, turns, ahead), turns, measure_expiries(snapshot, until))


def _by_id(coverage: Coverage) -> Mapping[str, Answer]:
    return {answer.question.id: answer for answer in coverage.answers()}


def _about(snapshot: Snapshot, questions: frozenset[str]) -> Snapshot:
    """The snapshot with no questions but some and those they build on, and no promises but those that answer them: quicker to measure."""
    if len(snapshot.standard.questions()) == len(questions):
        return snapshot
    parents = {question.id: question.parent for question in snapshot.standard.questions()}
    kept = set(questions)
    for question in questions:
        while (parent := parents.get(question)) and parent not in kept:
            kept.add(parent)
            question = parent
    elements = tuple(
        element.model_copy(update={"questions": tuple(each for each in element.questions if each.id in kept)})
        for element in snapshot.standard.elements
    )
    policies = tuple(replace(stored, value=_promising(stored.value, kept)) for stored in snapshot.program.policies)
    standard = snapshot.standard.model_copy(update={"elements": elements})
    return replace(snapshot, standard=standard, program=replace(snapshot.program, policies=policies))


def _promising(policy: Policy, questions: Collection[str]) -> Policy:
    kept = tuple(each for each in policy.obligations if any(answer in questions for answer in each.answers))
    return policy if len(kept) == len(policy.obligations) else policy.model_copy(update={"obligations": kept})


def coverage_on(snapshot: Snapshot, day: date) -> Coverage:
    """The coverage of a later day with the same records, the window moved along with it."""
    window = move_window(snapshot, day)
    expected = measure_expected(snapshot.program, window, day)
    history = snapshot.history
    return measure_coverage(snapshot.program, snapshot.standard, expected, window=window, as_of=day, history=history)


def move_window(snapshot: Snapshot, day: date) -> Window:
    """The window that the same command would have on another day; one of other length moves by as many days."""
    window, as_of = snapshot.window, snapshot.as_of
    if window == twelve_months_to(as_of):
        return twelve_months_to(day)
    if window == Window(subtract_period(as_of, Period(months=12)), as_of):
        return Window(subtract_period(day, Period(months=12)), day)
    later = day - as_of
    return Window(window.first + later, window.last + later)


def _missing_of(green: frozenset[str], answers: Mapping[str, Answer]) -> frozenset[str]:
    """Those of the green questions that have lost their evidence."""
    return frozenset(id for id in green if answers[id].status is not Status.EVIDENCE)


def _halve(
    snapshot: Snapshot,
    first: date,
    last: date,
    questions: frozenset[str],
    answers: Mapping[str, Answer],
    lost: dict[str, _Loss],
) -> None:
    """Finds the first day without evidence of questions that are green on the first day and aren't on the last, with its `answers`."""
    if not questions:
        return
    if (last - first).days == 1:
        lost.update((id, _Loss(last, answers[id])) for id in questions)
        return
    middle = first + (last - first) // 2
    snapshot = _about(snapshot, questions)
    half = _by_id(coverage_on(snapshot, middle))
    gone = _missing_of(questions, half)
    _halve(snapshot, first, middle, gone, half, lost)
    _halve(snapshot, middle, last, questions - gone, answers, lost)


def _turns(snapshot: Snapshot, lost: Mapping[str, _Loss]) -> Iterator[Turn]:
    for element in snapshot.coverage.elements:
        for answer in element.answers:
            question = answer.question
            loss = lost.get(question.id)
            if loss is None:
                continue
            then = loss.answer
            why = tuple(each for each in then.missing if each not in answer.missing) or (then.reason,)
            yield Turn(loss.day, question.id, question.topic, element.element.key, then.status, why)


def _elements(snapshot: Snapshot, turns: Sequence[Turn], ahead: int) -> tuple[ElementDecay, ...]:
    steps = [step for step in (30, 60, 90) if step < ahead]
    found = []
    for element in snapshot.coverage.elements:
        today = element.count(Status.EVIDENCE)
        own = [turn for turn in turns if turn.element == element.element.key]
        green = [
            (step, today - sum(turn.day <= snapshot.as_of + timedelta(days=step) for turn in own))
            for step in (0, *steps, ahead)
        ]
        key, partner = element.element.key, element.partner
        found.append(ElementDecay(key, partner.number, partner.name, element.asked, tuple(green)))
    return tuple(found)
