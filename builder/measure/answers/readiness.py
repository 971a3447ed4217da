"""How ready the documentation is: questions with evidence of questions asked, or with the partner's overlay intervals of points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from builder.measure.answers.piece import holes_by_name, list_pieces
from builder.measure.answers.points import points_of, share_after_fixes, share_of
from builder.model.coverage import Answer, Detail, ElementCoverage, Status
from builder.model.overlay import Overlay, OverlayQuestion
from builder.model.readiness import (
    NO_POINTS,
    Fix,
    Interval,
    Piece,
    Points,
    Readiness,
    Standing,
    Tally,
)
from builder.model.snapshot import Snapshot

NO_OVERLAY = "There is no overlay of the partner's instrument, so questions are counted, not points."
NUMBERS_ONLY = "The overlay gives no points here, so questions are counted."
OTHER_INSTRUMENT = (
    "The overlay is of another standard, edition or partner than the company's, so its points are not used."
)


@dataclass(frozen=True)
class _Ground:
    """Answers with their pieces and shares, each worked out once."""

    snapshot: Snapshot
    overlay: Overlay | None

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """Answers by question."""
        return {answer.question.id: answer for answer in self.snapshot.coverage.answers()}

    @cached_property
    def pieces(self) -> Mapping[str, tuple[Piece, ...]]:
        """What is missing, by question."""
        holes = holes_by_name(self.snapshot)
        return {id: list_pieces(answer, self.snapshot, holes) for id, answer in self.answers.items()}

    @cached_property
    def shares(self) -> Mapping[str, Interval]:
        """What is there of each question that documents can answer and that applies."""
        return {id: share_of(self.answers[id], self.pieces[id]) for id in self._counted}

    @cached_property
    def fixed(self) -> Mapping[str, Interval]:
        """The same after everything is put right that can be."""
        return {id: share_after_fixes(self.answers[id], self.pieces[id]) for id in self._counted}

    @cached_property
    def _counted(self) -> tuple[str, ...]:
        return tuple(id for id, answer in self.answers.items() if answer.status is not Status.NOT_APPLICABLE)

    @cached_property
    def _claims(self) -> frozenset[str]:
        company = self.snapshot.program.company
        return frozenset(claim.question for claim in company.value.not_applicable) if company else frozenset()

    def is_left_out(self, question: OverlayQuestion) -> bool:
        """Whether a question of the partner doesn't apply: it may be so marked, and the company claims it of all of ours behind it."""
        return question.may_be_na and bool(question.topics) and self._claims.issuperset(question.topics)


def measure_readiness(snapshot: Snapshot) -> Readiness:
    """The readiness of a snapshot, each element against the floor of the coming audit.

    Without an overlay, questions are counted: with evidence, in part, missing; those that only interviews or observation can answer
    and those that don't apply stand apart. With one, each element has an interval: documentation from the least to the most it can
    give (see `points_of`), and interviews and observation from nothing to all. A question of the partner that doesn't apply leaves the
    total only where the instrument gives the right to it.

    Floors: the overlay's own, else the standard's (80 % overall and 50 % in each element for a certification, 60 % overall for a
    maintenance audit; sources stand in the standard's file).
    """
    overlay, note = _usable(snapshot)
    ground = _Ground(snapshot, overlay)
    audit = snapshot.program.company.value.certificate.audit if snapshot.program.company else "certification"
    overall, each_element = _floors(snapshot, overlay, audit)
    elements = tuple(_standing(element, ground, each_element) for element in snapshot.coverage.elements)
    total = Standing(
        "",
        "",
        "All elements",
        sum((element.tally for element in elements), Tally()),
        _points(overlay.questions, ground) if overlay else None,
        overall,
    )
    return Readiness(
        audit,
        overlay.instrument if overlay else "",
        elements,
        total,
        tuple(_fixes(ground)),
        note if not overlay else "",
    )


def partner_numbers(snapshot: Snapshot, question: str) -> tuple[str, ...]:
    """The partner's numbers of the questions that ask about one of ours; none without an overlay."""
    overlay = snapshot.program.overlay
    return overlay.value.numbers_of(question) if overlay else ()


def _usable(snapshot: Snapshot) -> tuple[Overlay | None, str]:
    """The overlay whose points may be counted, or why there is none."""
    program = snapshot.program
    if program.overlay is None:
        return None, NO_OVERLAY
    overlay = program.overlay.value
    standard = (overlay.standard, overlay.edition) == (snapshot.standard.id, snapshot.standard.edition)
    if not standard or overlay.partner != snapshot.coverage.partner:
        return None, OTHER_INSTRUMENT
    return (overlay, "") if overlay.has_points else (None, NUMBERS_ONLY)


def _floors(snapshot: Snapshot, overlay: Overlay | None, audit: str) -> tuple[int | None, int | None]:
    """Overall, and in each element, in per cent."""
    own = next((floor for name, floor in overlay.floors.items() if name == audit), None) if overlay else None
    if own is not None:
        return own.overall, own.element
    rule = snapshot.standard.pass_rules.get(audit)
    return (rule.overall, rule.element) if rule else (None, None)


def _standing(element: ElementCoverage, ground: _Ground, floor: int | None) -> Standing:
    partner, key = element.partner, element.element.key
    points = None
    if ground.overlay is not None:
        points = _points((each for each in ground.overlay.questions if each.element == key), ground)
    return Standing(key, partner.number, partner.name, _tally(element.answers), points, floor)


def _tally(answers: Iterable[Answer]) -> Tally:
    counts = dict.fromkeys(Status, 0)
    claimed = 0
    for answer in answers:
        counts[answer.status] += 1
        claimed += answer.detail is Detail.CLAIMED
    return Tally(
        counts[Status.EVIDENCE],
        counts[Status.PARTIAL],
        counts[Status.MISSING],
        counts[Status.NOT_APPLICABLE] - claimed,
        claimed,
    )


def _points(questions: Iterable[OverlayQuestion], ground: _Ground) -> Points:
    found = NO_POINTS
    for question in questions:
        if ground.is_left_out(question):
            continue
        unknown = question.points.I + question.points.O
        documentation = points_of(question, _shares(question, ground.shares))
        reachable = points_of(question, _shares(question, ground.fixed)).high
        found += Points(documentation, unknown, question.points.total, reachable)
    return found


def _shares(question: OverlayQuestion, shares: Mapping[str, Interval]) -> list[Interval]:
    return [shares[topic] for topic in question.topics if topic in shares]


def _fixes(ground: _Ground) -> list[Fix]:
    """What can be put right, the cheapest first."""
    found: list[Fix] = []
    for element in ground.snapshot.coverage.elements:
        for answer in element.answers:
            fix = _fix(answer, element.partner.number, ground)
            if fix is not None:
                found.append(fix)
    return sorted(found, key=_worth)


def _worth(fix: Fix) -> tuple[Fraction, Fraction, int, int, str]:
    """Sorts by points for each missing piece, sure ones first; without points by what is left afterwards and by the work."""
    work = len(fix.pieces)
    return (-(fix.up_to or 0) / Fraction(work), -(fix.sure or 0) / Fraction(work), len(fix.stays), work, fix.question)


def _fix(answer: Answer, number: str, ground: _Ground) -> Fix | None:
    id = answer.question.id
    pieces = tuple(piece for piece in ground.pieces[id] if piece.kind != "past")
    if not pieces or answer.status is Status.NOT_APPLICABLE:
        return None
    numbers = partner_numbers(ground.snapshot, id)
    stays = tuple(piece for piece in ground.pieces[id] if piece.kind == "past")
    sure, up_to = (None, None) if ground.overlay is None else _gain(id, ground.overlay.questions_about(id), ground)
    return Fix(id, answer.question.topic, numbers, number, pieces, stays, sure, up_to)


def _gain(id: str, questions: Sequence[OverlayQuestion], ground: _Ground) -> tuple[Fraction, Fraction]:
    """Points of documentation that putting one of our questions right wins: for certain, and at most."""
    sure = up_to = Fraction(0)
    after = {**ground.shares, id: ground.fixed[id]}
    for question in questions:
        if ground.is_left_out(question):
            continue
        before = points_of(question, _shares(question, ground.shares))
        then = points_of(question, _shares(question, after))
        if then != before:
            sure += then.low - before.low
            up_to += then.high - before.low
    return sure, up_to
