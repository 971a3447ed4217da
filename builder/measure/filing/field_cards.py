"""Whether field-level hazard assessments were written before the work began: by the times on the cards, never by git's."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.snapshot import Snapshot
from builder.record_types.flha import FieldLevelHazardAssessment


@dataclass(frozen=True)
class LateCard:
    """A card that was written after the work of the day had begun.

    Attributes:
        record: The card.
        minutes: From the start of the work to the writing.
    """

    record: FieldLevelHazardAssessment
    minutes: int


@dataclass(frozen=True)
class FieldCards:
    """The cards of the window.

    Attributes:
        cards: How many there are.
        timed: How many of them have both times.
        late: Those written after the start, by date and id.
    """

    cards: int
    timed: int
    late: tuple[LateCard, ...]


def measure_field_cards(snapshot: Snapshot) -> FieldCards:
    """When the cards of the window were written, held against when the crew's work began."""
    cards = [
        stored.value
        for stored in snapshot.program.records_by_type.get(FieldLevelHazardAssessment.TYPE, ())
        if isinstance(stored.value, FieldLevelHazardAssessment) and snapshot.window.covers(stored.value.date)
    ]
    timed = [(each, _minutes(each)) for each in cards]
    late = tuple(LateCard(each, minutes) for each, minutes in timed if minutes is not None and minutes > 0)
    return FieldCards(len(cards), sum(minutes is not None for _, minutes in timed), late)


def _minutes(card: FieldLevelHazardAssessment) -> int | None:
    """Minutes from the start of the work to the writing; negative when it was written before."""
    if card.written_at is None or card.started_at is None:
        return None
    (written, written_minutes), (started, started_minutes) = (
        map(int, each.split(":")) for each in (card.written_at, card.started_at)
    )
    return (written - started) * 60 + written_minutes - started_minutes
