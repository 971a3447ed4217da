"""What is missing for a question, sorted by whether anything can still be done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from builder.measure.promises.hole import name_hole
from builder.measure.promises.period import is_calendar
from builder.model.coverage import Answer, Expected, Outcome
from builder.model.readiness import Piece, PieceKind
from builder.model.snapshot import Snapshot

MENDABLE = frozenset(
    {
        "positions-with-tasks",
        "tasks-assessed",
        "hazards-controlled",
        "hazards-rated",
        "assessments-with-workers",
        "certificates-current",
        "supervisors-trained",
        "committee-trained",
        "levels-appraised",
        "contractors-cleared",
        "inspectors-of-all-levels",
        "deficiencies-with-action",
        "actions-verified",
        "investigation-actions-verified",
        "recommendations-answered",
        "audit-points-with-action",
    }
)
"""Populations of today's state, where doing the thing now puts it right: a course, an assessment, an action, a verification. In the
others something went wrong on a day that is over, and stays on that day's record."""

Holes = Mapping[tuple[str, str], Sequence[Expected]]
"""Expected records without a record, by question and by the words in which the coverage names them."""


def holes_by_name(snapshot: Snapshot) -> Holes:
    """Every hole, explained or not, of a snapshot."""
    found: dict[tuple[str, str], list[Expected]] = defaultdict(list)
    for each in snapshot.expected:
        if each.is_required and not each.is_found:
            for question in each.answers:
                found[question, name_hole(each)].append(each)
    return found


def list_pieces(answer: Answer, snapshot: Snapshot, holes: Holes) -> tuple[Piece, ...]:
    """Every missing thing of an answer.

    A document, a review, a heading, an entry in a register and a first record of a kind can be put right now. So can the present
    period of a rhythm counted backwards, like a yearly drill; what is owed once, for a person or after an incident, can be done now and
    stays late. A missed week or month stays missed until its period leaves the window, and what is wrong with a record that was
    filed stays on that record. Of counted populations, those of today's state can be put right.
    """
    failing: dict[str, PieceKind] = {
        f"{each.id}: {each.why}": "now" if indicator.name in MENDABLE else "past"
        for indicator in answer.indicators
        for each in indicator.failing
    }
    return tuple(_pieces(answer, snapshot, holes, failing))


def _pieces(answer: Answer, snapshot: Snapshot, holes: Holes, failing: Mapping[str, PieceKind]) -> Iterator[Piece]:
    for text in answer.missing:
        named = holes.get((answer.question.id, text))
        if named:
            yield from (_hole(text, each, snapshot) for each in named)
        else:
            yield Piece(text, failing.get(text, "now"), is_counted=text in failing)


def _hole(text: str, hole: Expected, snapshot: Snapshot) -> Piece:
    window = snapshot.window
    until = hole.last + timedelta(days=(window.last - window.first).days + 1)
    return Piece(text, _kind(hole, snapshot), until, is_counted=True)


def _kind(hole: Expected, snapshot: Snapshot) -> PieceKind:
    policy = snapshot.program.policy_by_id.get(hole.document)
    if hole.outcome is Outcome.EXPLAINED or policy is None:
        return "past"
    obligation = policy.value.obligations[hole.obligation]
    if obligation.every is not None:
        return "now" if not is_calendar(obligation.every) and hole.last >= snapshot.as_of else "past"
    return "late" if obligation.per in ("person", "incident") else "past"
