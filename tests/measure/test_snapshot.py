"""The program as of a day."""

from __future__ import annotations

from datetime import date

from builder.measure.snapshot import twelve_months_to
from builder.model.snapshot import Window
from tests.measure.small import snapshot_of


def test_records_dated_later_are_left_out_and_counted() -> None:
    snapshot = snapshot_of({}, date(2026, 4, 30))

    assert snapshot.left_out == 1
    assert "insp-0002" not in snapshot.program.record_by_id
    assert "insp-0001" in snapshot.program.record_by_id


def test_files_of_records_left_out_stay_listed() -> None:
    assert "records/inspection/2026/insp-0002.yaml" in snapshot_of({}, date(2026, 4, 30)).program.files


def test_twelve_months_end_on_the_day_itself() -> None:
    assert twelve_months_to(date(2026, 10, 31)) == Window(date(2025, 11, 1), date(2026, 10, 31))
    assert twelve_months_to(date(2028, 2, 29)) == Window(date(2027, 3, 1), date(2028, 2, 29))


def test_names_of_people_sites_crews_positions_and_documents_are_known() -> None:
    snapshot = snapshot_of({})

    names = [snapshot.name(id) for id in ("P-003", "yard", "plumbing", "foreman", "A-001", "C-01", "POL-01")]
    assert names == [
        "Eva Frost",
        "The yard",
        "Plumbing crew",
        "Foreman",
        "Service van",
        "Olds Insulation Inc.",
        "Health and safety policy",
    ]
