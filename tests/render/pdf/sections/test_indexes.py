"""The indexes at the end: every document, record, person and day with the page to turn to."""

from __future__ import annotations

import re

import pytest

from builder.measure.people.on_record import people_on
from builder.model.pack_choice import Profile
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.indexes import LETTERS, guess_pages, make_indexes, set_in_columns, write_pages
from builder.render.pdf.sections.section import styles
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import many_inspections, small_company, view_of

PAGES = {
    "doc-PRG-07": 12,
    "record-insp-0001": 30,
    "record-insp-0002": 31,
    "record-insp-0003": 32,
    "record-trn-0001": 40,
}


def words(view: View, pages: dict[str, int | str] | None = None) -> str:
    body = make_indexes(view, PAGES if pages is None else pages).html.partition("</head>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_a_document_stands_with_title_version_approval_and_page() -> None:
    html = make_indexes(view_of(small_company()), PAGES).html
    assert '<a href="xref:doc-PRG-07">PRG-07</a> Inspection program · 4 · 2026-03-10 · <strong>12</strong>' in html


def test_every_record_stands_with_its_day_and_page() -> None:
    text = words(view_of(small_company()))
    assert (
        "Inspections: 5 insp-0001 2025-11-06 30 insp-0002 2025-12-06 31 insp-0003 2026-01-06 32 insp-0004 2026-02-06"
        in text
    )


def test_a_person_stands_with_the_number_of_records_and_their_pages() -> None:
    # Five inspections, a corrective action and a certificate; the first three and the last have a page.
    assert "Joanne Littlechild (P-003) 7: 30–32, 40" in words(view_of(small_company()))


def test_a_name_stands_only_where_a_record_of_the_pack_shows_it_too() -> None:
    # An auditor holds names against certificates, not against inspections.
    files = {path: text for path, text in small_company().items() if "/training/" not in path}
    assert "P-003 6: 30–32" in words(view_of(files))
    assert "Littlechild" not in words(view_of(files))
    assert "Joanne Littlechild (P-003) 6: 30–32" in words(view_of(files, profile="internal"))


def test_a_public_pack_has_no_index_of_people_records_and_days() -> None:
    section = make_indexes(view_of(small_company(), profile="public"), PAGES)
    assert "PRG-07" in section.html
    assert not re.search(r"P-00|Littlechild|insp-000|index-people|index-dates|index-records", section.html)
    assert section.entries == (("Documents", "index-documents"),)


def test_what_is_printed_in_full_stands_by_day_and_what_is_older_than_the_period_together() -> None:
    text = words(view_of(small_company()))
    assert "Before the period: 2 2024-05-02 trn-0001 40 2024-09-24 aud-0001" in text
    assert "2025-11: 1 6 insp-0001 30 2025-12: 1 6 insp-0002 31" in text


def test_a_page_in_another_volume_is_named_with_it() -> None:
    text = words(
        view_of(small_company()), {"record-insp-0001": "E07·3", "record-insp-0002": "E07·4", "record-trn-0001": 9}
    )
    assert "insp-0001 2025-11-06 E07·3" in text
    assert "Joanne Littlechild (P-003) 7: 9; E07·3, 4" in text


def test_what_is_only_listed_says_so() -> None:
    assert "Joanne Littlechild (P-003) 7: listed only" in words(view_of(small_company()), {})


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ([], ""),
        ([7], "7"),
        ([9, 3, 4, 5], "3–5, 9"),
        ([3, 4], "3, 4"),
        (["E05·2", 12, "E05·3", "E05·4", "M·1"], "12; E05·2–4; M·1"),
    ],
)
def test_pages_are_written_as_runs(pages: list[int | str], written: str) -> None:
    assert write_pages(pages) == written


def test_entries_stand_side_by_side_within_the_page() -> None:
    lines = set_in_columns([f"insp-{number:04} 2026-01-06 {number}" for number in range(1, 40)]).splitlines()
    assert max(map(len, lines)) <= LETTERS
    assert lines[0].split("   ")[:2] == ["insp-0001 2026-01-06 1", " insp-0002 2026-01-06 2"]
    assert set_in_columns([]) == ""


def test_everybody_on_a_record_is_found_in_whatever_field() -> None:
    records = view_of(small_company()).snapshot.program.record_by_id
    assert people_on(records["insp-0003"].value) == {"P-002", "P-003"}
    assert people_on(records["ca-0001"].value) == {"P-002", "P-003"}


@pytest.mark.parametrize("profile", ["auditor", "public"])
def test_they_render_on_about_as_many_pages_as_was_guessed(profile: Profile) -> None:
    view = view_of(small_company() | many_inspections(120), profile=profile)
    section = make_indexes(view, PAGES)
    part = render_part(section.html, assets=section.assets, css=styles(), key=section.key)
    assert part.warnings == ()
    assert abs(part.pages - guess_pages(view)) <= 1
    assert section.anchor in part.anchors
