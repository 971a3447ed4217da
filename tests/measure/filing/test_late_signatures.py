"""Signatures that came to a record long after the day they claim."""

from __future__ import annotations

from datetime import date

from builder.measure.filing.late_signatures import LateSignature, find_late_signatures
from tests.measure.filing.hand_made import filed, history_of, revision, snapshot_with
from tests.measure.small import inspection

ID = "insp-0009"
SIGNED = inspection(ID, "2026-04-15")
UNSIGNED = SIGNED.partition("signatures")[0]


def late(*revisions: tuple[str | None, str]) -> tuple[LateSignature, ...]:
    history = history_of([filed(ID, *(revision(ID, text, day) for text, day in revisions))])
    return find_late_signatures(snapshot_with(history, {ID: "2026-04-15"}))


def test_form_that_was_planted_empty_and_signed_weeks_later_is_told() -> None:
    (found,) = late((UNSIGNED, "2026-04-16"), (SIGNED, "2026-06-20"))

    assert (found.entered, found.signed_on, found.days) == (date(2026, 4, 16), date(2026, 4, 15), 66)


def test_signature_within_the_usual_days_of_its_type_is_ordinary() -> None:
    assert late((UNSIGNED, "2026-04-16"), (SIGNED, "2026-05-15")) == ()
    assert len(late((UNSIGNED, "2026-04-16"), (SIGNED, "2026-05-16"))) == 1


def test_record_that_came_with_its_signature_is_not_told_twice() -> None:
    assert late((SIGNED, "2026-06-20"), (SIGNED.replace("items_ok: 5", "items_ok: 6"), "2026-06-21")) == ()


def test_second_signature_of_the_same_day_counts_on_its_own() -> None:
    twice = SIGNED.replace("signatures: [", "signatures: [{person: P-003, date: 2026-04-15, method: electronic}, ")
    assert len(late((SIGNED, "2026-04-16"), (twice, "2026-06-20"))) == 1


def test_signature_taken_away_in_between_and_put_back_counts_from_its_return() -> None:
    assert len(late((SIGNED, "2026-04-16"), (UNSIGNED, "2026-04-20"), (SIGNED, "2026-06-20"))) == 1
