"""From n of m to points: what each rule gives, and what must hold whatever the numbers are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.answers.indicators import INDICATORS
from builder.measure.answers.piece import MENDABLE
from builder.measure.answers.points import points_of, share_after_fixes, share_of
from builder.model.coverage import Answer, Detail, Failing, Indicator, Status
from builder.model.overlay import MethodPoints, OverlayQuestion
from builder.model.overlay_sheet import RULES
from builder.model.readiness import UNKNOWN, Interval, Piece
from builder.model.standard import Need, Question

RECORDS = Question(id="IN2", topic="Done", methods=("D",), needs=(Need(record="inspection"),))
DOCUMENTS = Question(id="IN1", topic="Written", methods=("D",), needs=(Need(document=()), Need(document=("policy",))))
PAPER = Piece("an approved document", "now")


def answer_of(question: Question, found: int, expected: int | None, on_time: int, status: Status) -> Answer:
    return Answer(question, status, Detail.INCOMPLETE, found, expected, on_time, (), (), "")


def judged(question: Question, found: int, expected: int | None, on_time: int, lacks: int) -> Answer:
    """An answer with the status that the coverage gives such numbers."""
    if not lacks and (found if expected is None else found == expected):
        status = Status.EVIDENCE
    else:
        status = Status.PARTIAL if found or lacks == 1 else Status.MISSING
    return answer_of(question, found, expected, on_time, status)


@st.composite
def answers(draw: st.DrawFn) -> tuple[Answer, tuple[Piece, ...]]:
    question = draw(st.sampled_from((RECORDS, DOCUMENTS)))
    expected = draw(st.integers(1, 30)) if question is RECORDS else len(DOCUMENTS.needs)
    found = draw(st.integers(0, expected))
    on_time = draw(st.integers(0, found)) if question is RECORDS else found
    unknown = question is RECORDS and draw(st.booleans())
    lacks = draw(st.integers(0, 2)) if question is RECORDS else expected - found
    answer = judged(question, found, None if unknown else expected, on_time, lacks)
    return answer, (PAPER,) * lacks


@st.composite
def questions(draw: st.DrawFn) -> OverlayQuestion:
    rule = draw(st.sampled_from(RULES))
    threshold = draw(st.integers(1, 100)) if rule == "all-or-nothing" else None
    points = MethodPoints(D=draw(st.integers(0, 50)), I=draw(st.integers(0, 50)), O=draw(st.integers(0, 50)))
    return OverlayQuestion(
        number="1", element="inspections", topics=("IN1", "IN2"), points=points, rule=rule, threshold=threshold
    )


@given(answers())
def test_a_share_lies_between_nothing_and_all_and_fixes_never_lower_it(
    given_answer: tuple[Answer, tuple[Piece, ...]],
) -> None:
    now, later = share_of(*given_answer), share_after_fixes(*given_answer)

    assert 0 <= now.low <= now.high <= 1
    assert now.low <= later.low
    assert now.high <= later.high


@given(questions(), st.lists(answers(), max_size=3))
def test_points_lie_between_nothing_and_all_of_documentation(
    question: OverlayQuestion, given_answers: list[tuple[Answer, tuple[Piece, ...]]]
) -> None:
    points = points_of(question, [share_of(*each) for each in given_answers])

    assert 0 <= points.low <= points.high <= question.points.D


@given(questions(), answers(), st.lists(answers(), max_size=2), st.booleans())
def test_more_evidence_never_lowers_the_least(
    question: OverlayQuestion,
    first: tuple[Answer, tuple[Piece, ...]],
    others: list[tuple[Answer, tuple[Piece, ...]]],
    in_time: bool,
) -> None:
    answer, pieces = first
    rest = [share_of(*each) for each in others]
    before = points_of(question, [share_of(answer, pieces), *rest])
    if pieces and answer.question is RECORDS:
        # A missing document is there now.
        better, left = judged(RECORDS, answer.found, answer.expected, answer.on_time, len(pieces) - 1), pieces[1:]
    elif answer.expected is None or answer.found < answer.expected:
        found = answer.found + 1
        on_time = answer.on_time + in_time if answer.question is RECORDS else found
        left = pieces if answer.question is RECORDS else pieces[1:]
        better = judged(answer.question, found, answer.expected, on_time, len(left))
    else:
        better, left = answer, pieces
    after = points_of(question, [share_of(better, left), *rest])

    assert after.low >= before.low


def points(rule: str, share: Interval, threshold: int | None = None) -> tuple[Fraction, Fraction]:
    question = OverlayQuestion.model_validate(
        {
            "number": "1",
            "element": "inspections",
            "topics": ("IN2",),
            "points": {"D": 10},
            "rule": rule,
            "threshold": threshold,
        }
    )
    found = points_of(question, [share])
    return found.low, found.high


def test_each_rule_gives_its_own_points_for_seven_of_ten_with_two_late() -> None:
    share = share_of(judged(RECORDS, 7, 10, 5, 0), ())

    assert (share.low, share.high) == (Fraction(1, 2), Fraction(7, 10))
    assert points("range", share) == (5, 7)
    assert points("criteria", share) == (5, 7)
    assert points("all-or-nothing", share, 70) == (0, 10)
    assert points("all-or-nothing", share, 71) == (0, 0)
    assert points("all-or-nothing", share, 50) == (10, 10)
    assert points("yes-partial-no", share) == (5, 5)
    assert points("yes-no", share) == (0, 10)


def test_where_the_number_required_is_unknown_nothing_is_sure_and_all_is_possible() -> None:
    assert share_of(judged(RECORDS, 5, None, 5, 0), ()) == UNKNOWN
    assert points("range", UNKNOWN) == (0, 10)


def test_a_missing_document_can_cost_all_that_rests_on_it() -> None:
    share = share_of(answer_of(RECORDS, 10, 10, 10, Status.PARTIAL), (PAPER,))

    assert share == UNKNOWN


def test_a_question_about_several_of_ours_reaches_from_the_worst_to_the_best() -> None:
    question = OverlayQuestion(
        number="1", element="inspections", topics=("IN1", "IN2"), points=MethodPoints(D=10), rule="range"
    )
    found = points_of(question, [Interval(Fraction(1), Fraction(1)), Interval(Fraction(1, 5), Fraction(2, 5))])

    assert (found.low, found.high) == (2, 10)


def test_past_holes_are_not_fixed_and_what_is_owed_once_is_fixed_late() -> None:
    answer = answer_of(RECORDS, 8, 10, 8, Status.PARTIAL)
    past, late = Piece("a", "past", is_counted=True), Piece("b", "late", is_counted=True)

    assert share_after_fixes(answer, (past, past)) == share_of(answer, (past, past))
    assert share_after_fixes(answer, (past, late)) == Interval(Fraction(8, 10), Fraction(9, 10))
    assert share_after_fixes(answer, (past, past, PAPER)) == Interval(Fraction(8, 10), Fraction(8, 10))


def test_what_is_wrong_today_is_mended_and_what_was_wrong_that_day_is_not() -> None:
    def answer(name: str) -> Answer:
        indicator = Indicator(name, "x", ("a", "b", "c"), (Failing("d", "wrong"),))
        question = Question(id="TR9", topic="Counted", methods=("D",), needs=(Need(indicator=name),))
        return Answer(question, Status.PARTIAL, Detail.INCOMPLETE, 3, 4, 3, (), (), "", indicators=(indicator,))

    today = (Piece("d: wrong", "now", is_counted=True),)
    that_day = (Piece("d: wrong", "past", is_counted=True),)
    three_of_four = Interval(Fraction(3, 4), Fraction(3, 4))
    assert share_of(answer("certificates-current"), today) == three_of_four
    assert share_after_fixes(answer("certificates-current"), today) == Interval(Fraction(1), Fraction(1))
    assert share_after_fixes(answer("field-assessments-signed"), that_day) == three_of_four


def test_every_population_that_can_be_mended_is_one() -> None:
    assert set(INDICATORS) >= MENDABLE
