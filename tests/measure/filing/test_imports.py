"""Undeclared bulk imports: what a binder looks like that was filled the night before."""

from __future__ import annotations

from datetime import date, timedelta

from builder.measure.filing.filing import FilingClass, measure_filing
from builder.measure.filing.imports import BULK, Bulk, find_bulks
from builder.model.snapshot import Snapshot
from tests.measure.filing.hand_made import commit, filed, history_of, revision, snapshot_with
from tests.measure.small import inspection

NIGHT = "2026-06-29"
ONE = "2" * 40


def binder(
    count: int,
    *,
    apart: int = 3,
    first: str = "2026-04-02",
    one_commit: bool = True,
    company: str = "",
    message: str = "",
) -> Snapshot:
    """So many inspections, some days apart, that all arrived on one night."""
    begin = date.fromisoformat(first)
    days = {f"insp-{100 + n:04}": str(begin + timedelta(days=apart * n)) for n in range(count)}
    files = [
        filed(id, revision(id, inspection(id, day), NIGHT, commit=ONE if one_commit else f"{n:040x}"))
        for n, (id, day) in enumerate(days.items())
    ]
    history = history_of(files, commits=[commit(ONE, message)] if message else ())
    return snapshot_with(history, days, company=company or "adopted_on: 2026-04-01\n")


def bulks(snapshot: Snapshot) -> tuple[Bulk, ...]:
    assert snapshot.history is not None
    return find_bulks(snapshot.program, snapshot.history)


def test_months_of_records_in_one_commit_are_found() -> None:
    snapshot = binder(24)
    (found,) = bulks(snapshot)

    assert (found.arrived, found.commits, len(found.records)) == (date(2026, 6, 29), (ONE,), 24)
    assert (found.first, found.last) == (date(2026, 4, 2), date(2026, 6, 10))
    assert {each.kind for each in measure_filing(snapshot)} == {FilingClass.BULK}


def test_fewer_or_closer_records_are_ordinary_filing() -> None:
    assert bulks(binder(BULK - 1)) == ()
    assert len(bulks(binder(BULK, apart=2))) == 1
    assert bulks(binder(BULK + 10, apart=1, first="2026-05-15")) == ()


def test_a_commit_for_each_page_does_not_hide_a_night() -> None:
    (found,) = bulks(binder(33, apart=2, one_commit=False))

    # The four that were not yet a month old were filed as usual.
    assert {len(found.records), len(found.commits)} == {29}
    assert max(each.day for each in found.records) < date(2026, 5, 30)


def test_declared_binder_and_one_from_before_the_adoption_are_not_held_against_anyone() -> None:
    declared = f"adopted_on: 2026-04-01\nimports: [{{commit: '{ONE}', reason: Scanned in, approved_by: P-001}}]\n"

    assert bulks(binder(24, company=declared)) == ()
    assert bulks(binder(24, company="adopted_on: 2026-06-20\n")) == ()


def test_binder_of_old_days_that_comes_in_long_after_the_adoption_is_found() -> None:
    (found,) = bulks(binder(24, first="2026-01-02", company="adopted_on: 2026-03-20\n"))

    assert len(found.records) == 24


def test_records_that_a_declaration_does_not_cover_are_still_found() -> None:
    declared = f"imports: [{{commit: '{ONE}', reason: Scanned in, approved_by: P-001, claimed_before: 2026-04-05}}]\n"
    (found,) = bulks(binder(24, company=declared))

    assert len(found.records) == 23


def test_message_that_nobody_signed_is_quoted_and_declares_nothing() -> None:
    (found,) = bulks(binder(24, message="File\n\nEvidence-Import: The binder"))

    assert found.said == "The binder"
