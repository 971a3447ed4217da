"""Records that were taken away, that came back, and that became other records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.measure.filing.removals import find_new_identities, find_removals, find_returns
from builder.model.history import FileHistory, IdentityChange
from tests.measure.filing.hand_made import filed, history_of, path_of, revision, snapshot_with
from tests.measure.small import inspection

ID = "insp-0009"
TEXT = inspection(ID, "2026-06-10")


def taken_away(entered: str, went: str, text: str = TEXT) -> FileHistory:
    return filed(ID, revision(ID, text, entered), revision(ID, None, went))


def test_record_taken_away_stands_with_how_long_its_type_is_kept() -> None:
    (found,) = find_removals(snapshot_with(history_of([], gone=[taken_away("2026-06-12", "2026-06-25")])))

    assert (found.id, found.day, found.entered) == (ID, date(2026, 6, 10), date(2026, 6, 12))
    assert (found.keep.years, found.until) == (4, date(2030, 6, 10))
    assert found.is_too_early
    assert not found.is_slip


def test_record_whose_time_is_over_may_go() -> None:
    old = taken_away("2022-01-12", "2026-02-11", TEXT.replace("2026-06-10", "2022-01-10"))
    (found,) = find_removals(snapshot_with(history_of([], gone=[old])))

    assert (found.until, found.is_too_early) == (date(2026, 1, 10), False)


def test_record_taken_away_within_a_week_was_filed_by_mistake() -> None:
    (found,) = find_removals(snapshot_with(history_of([], gone=[taken_away("2026-06-12", "2026-06-19")])))

    assert found.is_slip


def test_record_that_stands_elsewhere_is_not_gone() -> None:
    history = history_of([], gone=[taken_away("2026-06-12", "2026-06-25")])

    assert find_removals(snapshot_with(history, {ID: "2026-06-10"})) == ()


def test_other_files_are_not_records() -> None:
    gone = replace(taken_away("2026-06-12", "2026-06-25"), path="policies/old.md")

    assert find_removals(snapshot_with(history_of([], gone=[gone]))) == ()


def test_record_that_came_back_says_how_long_it_was_away() -> None:
    file = filed(
        ID, revision(ID, TEXT, "2026-05-12"), revision(ID, None, "2026-06-01"), revision(ID, TEXT, "2026-06-11")
    )
    (found,) = find_returns(snapshot_with(history_of([file]), {ID: "2026-06-10"}))

    assert (found.days, found.is_same) == (10, True)


def test_record_that_came_back_changed_says_so() -> None:
    other = TEXT.replace("items_ok: 5", "items_ok: 9")
    file = filed(
        ID, revision(ID, TEXT, "2026-05-12"), revision(ID, None, "2026-06-01"), revision(ID, other, "2026-06-11")
    )

    assert [each.is_same for each in find_returns(snapshot_with(history_of([file])))] == [False]


def test_moving_a_record_within_a_day_is_no_return() -> None:
    file = filed(
        ID, revision(ID, TEXT, "2026-05-12"), revision(ID, None, "2026-06-01"), revision(ID, TEXT, "2026-06-01")
    )

    assert find_returns(snapshot_with(history_of([file]))) == ()


def test_new_id_is_no_slip_after_a_week() -> None:
    changed = IdentityChange("2" * 40, date(2026, 6, 20), path_of("insp-0010"), path_of(ID), ID, "insp-0010")
    early, late = (
        replace(history_of([], gone=[taken_away(entered, "2026-06-20")]), identity_changes=(changed,))
        for entered in ("2026-06-12", "2026-06-13")
    )

    assert find_new_identities(snapshot_with(early)) == (changed,)
    assert find_new_identities(snapshot_with(late)) == ()
    # The record that ended so is told once, as a new id.
    assert find_removals(snapshot_with(early)) == ()
