from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from builder.read.cache import DirectoryCache
from builder.render.pdf.sections.actions import make_actions
from builder.render.pdf.sections.register import Column, _fit, _is_better_lying, make_register, tabulate
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.values import plain
from builder.render.pdf.sections.view import View
from tests.render.pdf.scans import pdf_with, scan_pdf
from tests.render.pdf.sections.company import Files, draw_scan, many_inspections, small_company, view_of


def words(section: Section | None) -> str:
    assert section is not None
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split())


def table_of(view: View, name: str) -> list[dict[str, str]]:
    table = tabulate(view, name, view.selection.registers[name])
    titles = [column.title for column in table.columns[1:]]
    return [dict(zip(titles, map(plain, row.cells), strict=True)) | {"Id": row.id} for row in table.rows]


def test_a_register_has_every_record_with_the_fields_that_its_type_shows_in_tables() -> None:
    rows = table_of(view_of(small_company()), "inspection")
    assert [row["Id"] for row in rows] == ["insp-0001", "insp-0002", "insp-0003", "insp-0004", "insp-0005"]
    assert rows[2] == {
        "Id": "insp-0003",
        "Date": "2026-01-06",
        "Site": "shop",
        "Kind": "site",
        "Area": "Fabrication bay",
        "Items in order": "31",
        "Items deficient": "1",
        "Signed": "1 of 1",
        "Scans": "1",
    }


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    assert "Asset" not in table_of(view_of(small_company()), "inspection")[0]


def test_entry_days_stand_in_a_register_when_the_history_was_examined() -> None:
    row = table_of(view_of(small_company(), history=True), "inspection")[0]
    assert row["Entered, days after"] == "2026-10-21 +349"


def test_values_stay_on_one_line_only_as_far_as_the_page_is_wide() -> None:
    columns = [Column("Site"), Column("Crew"), Column("Job"), *(Column(str(number), "day") for number in range(6))]
    assert [column.style for column in _fit(columns, [[13, 14, 60, *[10] * 6]], 114)[:3]] == ["", "", ""]
    assert [column.style for column in _fit(columns[:4], [[13, 14, 60, 10]], 114)] == ["nowrap", "nowrap", "", "day"]


def test_a_register_with_sentences_lies_across_the_page_when_that_saves_pages() -> None:
    columns = [Column("Date", "day"), Column("Job"), *(Column(str(number), "day") for number in range(4))]
    assert _is_better_lying(columns, [[10, 80, 10, 10, 10, 10]] * 200)
    assert not _is_better_lying(columns, [[10, 20, 10, 10, 10, 10]] * 200)


def test_a_small_register_is_printed_in_full() -> None:
    text = words(make_register(view_of(small_company()), "inspection"))
    assert "All records of this register are printed in full." in text
    assert text.count("Deficiencies") == 5


def test_a_register_says_how_often_its_records_are_made_and_how_long_they_are_kept() -> None:
    text = words(make_register(view_of(small_company()), "inspection"))
    assert (
        "Usually made each month at each site, weekly on projects. Kept 4 years, until the audit cycle after it has ended."
        in text
    )


def test_a_sample_says_who_chose_it() -> None:
    text = words(make_register(view_of(small_company() | many_inspections(20)), "inspection"))
    assert "12 of 25 records, chosen by the company (no seed or list of the auditor&#39;s was given)" in text


def test_the_scans_of_sampled_records_stand_as_pages_behind_all_of_them_with_links_there_and_back() -> None:
    html = make_register(view_of(small_company() | many_inspections(20)), "inspection").html
    record, scan = html.index('id="record-insp-0003"'), html.index('id="scan-insp-0003-1"')
    assert record < scan
    assert 'class="record"' not in html[scan:]
    assert 'href="#scan-insp-0003-1"' in html[record:scan]
    assert 'Attached to <a href="#record-insp-0003">' in html[scan:]


def test_one_or_two_signatures_stand_in_a_line_of_the_record() -> None:
    text = words(make_register(view_of(small_company()), "inspection"))
    assert "Signed by P-003 as inspector, 2026-01-06, ink, on the scan, page 1" in text
    assert "How it is known" not in text


def test_a_scan_with_other_bytes_than_the_record_says_is_not_shown() -> None:
    files = small_company() | {"records/inspection/2026/insp-0003.png": draw_scan("swapped")}
    section = make_register(view_of(files), "inspection")
    assert not section.assets
    assert "insp-0003.png has changed since the record was written" in words(section)


def test_an_attachment_that_is_no_picture_is_named_and_stops_nothing() -> None:
    files = with_attachment(b"%PDF-1.7 scan")
    text = words(make_register(view_of(files), "inspection"))
    assert "insp-0003.png can&#39;t be read as a PDF: it is damaged or cut off." in text


def test_every_page_of_a_scanned_pdf_stands_behind_its_record_and_the_first_one_can_be_led_to() -> None:
    section = make_register(view_of(with_attachment(scan_pdf(["Sheet", "Back", "Photo"]))), "inspection")
    assert len(section.assets) == 3
    assert section.html.count('id="scan-insp-0003-1"') == 1
    text = words(section)
    assert text.index("Signed inspection sheet, page 1 of 3") < text.index("Signed inspection sheet, page 3 of 3")
    assert 'alt="Attached to insp-0003: Signed inspection sheet, page 2 of 3"' in section.html


def test_of_a_long_scan_the_first_pages_are_printed_and_the_rest_is_named() -> None:
    section = make_register(view_of(with_attachment(pdf_with(pages=22))), "inspection")
    assert section.html.count('class="scan"') == 20
    assert "2 more pages of records/inspection/2026/insp-0003.png stand in the repository with sha256" in words(section)


@pytest.mark.parametrize("script", [True, False])
def test_a_pdf_that_may_not_be_drawn_is_named_in_the_place_of_its_pages(script: bool) -> None:
    data = pdf_with(script=True) if script else pdf_with(password="secret")
    section = make_register(view_of(with_attachment(data)), "inspection")
    assert not section.assets
    assert ("holds a program (JavaScript)" if script else "is locked with a password") in words(section)


def test_a_scan_is_drawn_once_and_then_comes_from_the_cache(tmp_path: Path) -> None:
    view = replace(view_of(with_attachment(scan_pdf(["Sheet"]))), cache=DirectoryCache(tmp_path))
    first = make_register(view, "inspection")
    for kept in tmp_path.rglob("*"):
        if kept.is_file():
            kept.write_bytes(kept.read_bytes()[:-7])
    assert make_register(view, "inspection") == first, "a damaged entry is made again"
    assert make_register(view, "inspection") == first


def test_a_drawing_is_not_taken_for_a_scan() -> None:
    files = with_attachment(b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>")
    section = make_register(view_of(files), "inspection")
    assert not section.assets
    assert "is a drawing (SVG), not a scan" in words(section)


def with_attachment(data: bytes) -> Files:
    import hashlib

    files = small_company()
    path = "records/inspection/2026/insp-0003.yaml"
    digest = hashlib.sha256(data).hexdigest()
    files[path] = re.sub(r"sha256: [0-9a-f]{64}", f"sha256: '{digest}'", str(files[path]))
    files["records/inspection/2026/insp-0003.png"] = data
    return files


def test_missing_signatures_are_named() -> None:
    assert "Not signed by: P-003" in words(make_register(view_of(small_company()), "inspection"))


def test_names_stand_where_signatures_are_matched_and_ids_elsewhere() -> None:
    view = view_of(small_company())
    assert "Joanne Littlechild (P-003)" in words(make_register(view, "training"))
    assert "Joanne" not in words(make_register(view, "inspection"))


def test_an_internal_pack_has_names_throughout() -> None:
    assert "Joanne Littlechild (P-003)" in words(
        make_register(view_of(small_company(), profile="internal"), "inspection")
    )


def test_open_actions_are_listed_with_their_age_and_how_late_they_are() -> None:
    text = words(make_actions(view_of(small_company())))
    assert "Open, overdue: 1" in text
    # Opened 2026-03-05, due 2026-03-06, judged on 2026-10-31.
    assert "2026-03-05 2026-03-06 240 239 open, overdue" in text
