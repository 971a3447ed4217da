"""The lists of done and filed, as the pack and the site both show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builder.measure.filing.filing import measure_filing
from builder.model.history import IdentityChange, Oddity, OddityKind
from builder.model.snapshot import Snapshot
from builder.render.filing_lists import list_filings
from builder.render.filing_words import CLASS_WORDS, ODDITY_WORDS, class_words
from builder.render.listing import Listing, Ref
from tests.measure.filing.hand_made import filed, history_of, path_of, revision, snapshot_with
from tests.measure.filing.test_imports import binder
from tests.measure.small import inspection, snapshot_of

ID = "insp-0009"
TEXT = inspection(ID, "2026-06-10")


def lists(snapshot: Snapshot) -> dict[str, Listing]:
    return {each.key: each for each in list_filings(snapshot, measure_filing(snapshot))}


def story(*revisions: tuple[str | None, str], day: str = "2026-06-10") -> dict[str, Listing]:
    file = filed(ID, *(revision(ID, text, arrived) for text, arrived in revisions))
    gone = revisions[-1][0] is None
    history = history_of([] if gone else [file], gone=[file] if gone else [])
    return lists(snapshot_with(history, {} if gone else {ID: day}))


def test_every_list_has_as_many_titles_as_cells() -> None:
    changed = TEXT.replace("items_ok: 5", "items_ok: 9")
    moved = TEXT.replace("date: 2026-06-10\n", "date: 2026-06-20\n")
    shown = [
        story((TEXT, "2026-06-02"))["filed-before"],
        story((TEXT, "2026-06-12"), (changed, "2026-06-25"))["altered"],
        story((TEXT, "2026-06-12"), (moved, "2026-06-25"))["redated"],
        story((TEXT, "2026-06-12"), (None, "2026-06-25"))["removed"],
        story((TEXT, "2026-05-02"), (None, "2026-06-02"), (TEXT, "2026-06-25"))["returned"],
        story((inspection(ID, "2026-04-15"), "2026-06-25"), day="2026-04-15")["filed-late"],
        lists(binder(24))["filed-bulk"],
        lists(binder(24, company=f"imports: [{{commit: '{'2' * 40}', reason: Scanned in, approved_by: P-001}}]\n"))[
            "imported"
        ],
    ]

    assert [len(each.rows) for each in shown] == [1] * len(shown)
    assert [len(each.head) for each in shown] == [len(each.rows[0]) for each in shown]


def test_change_names_who_made_it_and_what_came_of_it() -> None:
    changed = TEXT.replace("items_ok: 5", "items_ok: 9")

    assert story((TEXT, "2026-06-12"), (changed, "2026-06-25"))["altered"].rows == (
        (Ref(ID), "2026-06-10", "2026-06-25", "items ok", "Somebody", "Not signed again"),
    )


def test_bulk_names_every_one_of_its_records() -> None:
    (row,) = lists(binder(24))["filed-bulk"].rows

    assert row[:4] == ("2026-06-29", "24", "2026-04-02 to 2026-06-10", "2222222222")
    assert len([each for each in row[4] if isinstance(each, Ref)]) == 24


def test_bulk_counts_the_records_that_would_fill_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.render.filing_lists._NAMED", 6)
    (row,) = lists(binder(24))["filed-bulk"].rows

    assert row[4][-1] == " and 18 more"


def test_import_that_covers_nothing_is_listed_all_the_same() -> None:
    company = f"imports: [{{commit: '{'9' * 40}', reason: Scanned in, approved_by: P-001}}]\n"
    (row,) = lists(binder(24, company=company))["imported"].rows

    assert row[:4] == ("9999999999", "–", "0", "–")


def test_oddities_and_new_ids_are_listed_with_their_words() -> None:
    odd = Oddity(OddityKind.BACKWARDS, "a" * 40, date(2026, 6, 1), 1, "Its times.")
    renamed = IdentityChange("a" * 40, date(2026, 6, 20), path_of("insp-0010"), path_of(ID), ID, "insp-0010")
    found = lists(snapshot_with(replace(history_of([]), oddities=(odd,), identity_changes=(renamed,))))

    assert found["clocks"].rows == (("Clock runs backwards", "aaaaaaaaaa", "2026-06-01", "1", "Its times."),)
    assert found["renamed"].rows == ((ID, Ref("insp-0010"), "2026-06-20", path_of("insp-0010")),)


def test_cards_are_judged_by_their_own_times_and_not_by_gits() -> None:
    card = """id: flha-0001
date: 2026-06-10
site: yard
recorded_by: P-002
crew: plumbing
job: Hang the main
started_at: "07:30"
written_at: "{}"
hazards: [{{hazard: Fall, control: Ladder}}]
"""
    snapshot = snapshot_with(history_of([]))
    late, early = (with_card(snapshot, card.format(at)) for at in ("09:40", "07:10"))

    assert late["cards-late"].rows == ((Ref("flha-0001"), "2026-06-10", "07:30", "09:40", "130"),)
    assert early["cards-late"].rows == ()
    assert early["cards-late"].note.endswith("1 of 1 card give both times.")


def with_card(snapshot: Snapshot, text: str) -> dict[str, Listing]:
    taken = snapshot_of({"records/flha/2026/flha-0001.yaml": text})
    return lists(replace(taken, history=snapshot.history))


def test_every_class_and_every_oddity_has_words() -> None:
    (one, *_) = measure_filing(binder(1))

    assert all(class_words(replace(one, kind=kind)) for kind in CLASS_WORDS)
    assert set(ODDITY_WORDS) == set(OddityKind)
