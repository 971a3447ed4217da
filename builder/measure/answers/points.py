"""From n of m to points of documentation, as an interval: the least an auditor could give, and the most."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from builder.measure.answers.piece import MENDABLE
from builder.model.coverage import Answer, Status
from builder.model.overlay import OverlayQuestion
from builder.model.readiness import NOTHING, UNKNOWN, Interval, Piece, hull

ALL = Fraction(1)
NONE = Fraction(0)


def share_of(answer: Answer, pieces: Sequence[Piece]) -> Interval:
    """How much of what a question asks is there, between 0 and 1.

    - Records and positive indicators that are counted: from those on time to those found, of those required. An auditor may or may
      not accept a late one. Where both are counted, from the worse share to the better.
    - The number required is unknown: anything from 0 to 1, if any record was found.
    - A document, a register entry or a first record is missing beside them: the least is 0, because what isn't written can cost all
      the rest (the cascade rules that bind all certifying partners since 2023).
    - Documents alone: the needs met of all needs; the most is 1 while a part is there, because the partner's question needn't hang on
      the part that is missing.
    """
    if answer.status is Status.MISSING:
        return NOTHING
    counted = _counted(answer)
    if counted is None:
        return _of_documents(answer)
    lacks = any(not piece.is_counted for piece in pieces)
    return Interval(NONE, counted.high) if lacks else counted


def share_after_fixes(answer: Answer, pieces: Sequence[Piece]) -> Interval:
    """The share once everything is put right that can be; never less than it is."""
    fixed = [piece for piece in pieces if piece.kind != "past"]
    if not fixed:
        return share_of(answer, pieces)
    in_time = sum(piece.kind == "now" and piece.until is not None for piece in fixed)
    late = sum(piece.kind == "late" for piece in fixed)
    counted = _counted(answer, in_time, late, MENDABLE)
    if counted is None:
        return Interval(ALL, ALL)
    return counted


def _of_documents(answer: Answer) -> Interval:
    if not answer.expected:
        return UNKNOWN
    met = Fraction(answer.found, answer.expected)
    return Interval(met, ALL if answer.status is Status.PARTIAL else met)


def _counted(answer: Answer, in_time: int = 0, late: int = 0, mended: frozenset[str] = frozenset()) -> Interval | None:
    """The share of counted records and indicators, with some more of them done; None where a question asks for documents alone."""
    found, expected = (sum(getattr(each, name) for each in answer.indicators) for name in ("found", "expected"))
    # Where nothing says how many records are required, the n of m of an answer is that of its indicators.
    is_of_indicators = bool(answer.indicators) and (answer.found, answer.expected) == (found, expected)
    shares = [
        Interval(ALL, ALL) if each.name in mended else _share(each.found, each.found, each.expected)
        for each in answer.indicators
    ]
    if any(need.record for need in answer.question.needs) and not is_of_indicators:
        shares.append(_of_records(answer, in_time, late))
    return hull(shares) if shares else None


def _of_records(answer: Answer, in_time: int, late: int) -> Interval:
    on_time, found = answer.on_time + in_time, answer.found + in_time + late
    return _share(min(on_time, found), found, answer.expected)


def _share(on_time: int, found: int, expected: int | None) -> Interval:
    if not expected:
        return UNKNOWN
    return Interval(min(Fraction(on_time, expected), ALL), min(Fraction(found, expected), ALL))


def points_of(question: OverlayQuestion, shares: Sequence[Interval]) -> Interval:
    """Points of documentation that a question of the instrument can give.

    Where it asks about several of ours, its share reaches from the worst of them to the best: which of them weighs how much only the
    auditor knows. Where it asks about none that documents could answer, nothing is known.

    - all-or-nothing: all points if the share reaches the threshold.
    - range, criteria: in proportion.
    - yes-no: all for certain only if everything is there, perhaps if anything is.
    - yes-partial-no: all if everything is there, half if anything is.
    """
    share = hull(list(shares))
    return Interval(_rate(question, share.low, is_least=True), _rate(question, share.high, is_least=False)).times(
        question.points.D
    )


def _rate(question: OverlayQuestion, share: Fraction, *, is_least: bool) -> Fraction:
    if question.rule == "all-or-nothing":
        return ALL if share * 100 >= (question.threshold or 100) else NONE
    if question.rule == "yes-no":
        return ALL if share >= ALL or (share > NONE and not is_least) else NONE
    if question.rule == "yes-partial-no":
        return ALL if share >= ALL else Fraction(1, 2) if share > NONE else NONE
    return share
