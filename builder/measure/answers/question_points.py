"""Points of the partner's questions behind one of ours: for the company's own copy only, and never one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.measure.answers.piece import holes_by_name, list_pieces
from builder.measure.answers.points import points_of, share_of
from builder.model.coverage import Status
from builder.model.overlay import MethodPoints
from builder.model.readiness import Interval
from builder.model.snapshot import Snapshot


@dataclass(frozen=True)
class QuestionPoints:
    """Points of a question of the instrument.

    Attributes:
        number: As printed there.
        possible: By technique.
        documentation: What the repository shows, from the least that the auditor could give to the most; of all our questions that
            the instrument's question asks about.
    """

    number: str
    possible: MethodPoints
    documentation: Interval


def points_by_question(snapshot: Snapshot) -> Mapping[str, tuple[QuestionPoints, ...]]:
    """Points by our questions; empty without an overlay that gives any, or with one of another standard, edition or partner."""
    stored = snapshot.program.overlay
    if stored is None or not stored.value.has_points:
        return {}
    overlay = stored.value
    if (overlay.standard, overlay.edition) != (snapshot.standard.id, snapshot.standard.edition):
        return {}
    if overlay.partner != snapshot.coverage.partner:
        return {}
    holes = holes_by_name(snapshot)
    shares = {
        answer.question.id: share_of(answer, list_pieces(answer, snapshot, holes))
        for answer in snapshot.coverage.answers()
        if answer.status is not Status.NOT_APPLICABLE
    }
    points = {
        question.number: QuestionPoints(
            question.number,
            question.points,
            points_of(question, [shares[topic] for topic in question.topics if topic in shares]),
        )
        for question in overlay.questions
    }
    return {
        answer.question.id: tuple(points[each.number] for each in overlay.questions_about(answer.question.id))
        for answer in snapshot.coverage.answers()
    }
