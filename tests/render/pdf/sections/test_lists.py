"""Element, matrices, gaps, limits, filing: what each says about the small company."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from builder.model.finding import Finding, Severity
from builder.model.manifest import ManifestFile
from builder.model.pack_choice import PackChoice, SampleChoice
from builder.model.place import Place
from builder.model.snapshot import Window
from builder.render.pdf.sections.annex import LETTERS, make_annex
from builder.render.pdf.sections.cover import make_cover
from builder.render.pdf.sections.element import make_element
from builder.render.pdf.sections.filed import make_filed
from builder.render.pdf.sections.gaps import make_gaps
from builder.render.pdf.sections.last_audit import make_last_audit
from builder.render.pdf.sections.limits import make_limits
from builder.render.pdf.sections.matrix import make_matrix
from builder.render.pdf.sections.rhythm import list_months, make_inspection_matrix
from builder.render.pdf.sections.scope import make_scope
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.statistics import make_statistics
from builder.render.pdf.sections.training_matrix import batched, make_training_matrix
from tests.render.pdf.sections.company import small_company, view_of
from tests.render.pdf.sections.manifest import manifest_of

FINDING = Finding(
    Place("records/training/2024/trn-0001.yaml", 7, 3),
    "DUE002",
    "certificate-expired",
    Severity.GAP,
    "The csts certificate of P-003 ran out.",
    about=("trn-0001", "P-003"),
)


def words(section: Section | None) -> str:
    assert section is not None
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split())


def test_a_question_shows_what_was_found_and_names_all_that_is_missing() -> None:
    view = view_of(small_company())
    element = view.element("inspections")
    assert element is not None
    text = words(make_element(view, element))
    assert "◐ partial · 5 of 11 found" in text
    assert "PRG-07 Inspection program (2026-03-10)" in text
    assert "Missing: 6" in text
    assert "shop, May 2026: site inspection" in text
    assert "shop, April 2026: site inspection (explained)" in text


def test_evidence_leads_to_the_record() -> None:
    view = view_of(small_company())
    element = view.element("inspections")
    assert element is not None
    assert '<a href="xref:record-insp-0003">insp-0003 (2026-01-06)</a>' in make_element(view, element).html


def test_the_matrix_prints_the_pages_it_is_given() -> None:
    html = make_matrix(view_of(small_company()), {"question-IN2": 37}).html
    assert '<a href="xref:question-IN2">37</a>' in html


def test_matrix_and_element_lead_to_the_facts_of_a_question_on_its_sheet() -> None:
    view = view_of(small_company())
    assert '<a href="xref:sheet-IN2">21</a>' in make_matrix(view, {"sheet-IN2": 21}).html
    element = next(each for each in view.snapshot.coverage.elements if each.element.key == "inspections")
    assert '<a href="xref:sheet-IN2">on the question sheet</a>' in make_element(view, element).html


def test_a_public_pack_has_no_question_sheet_to_lead_to() -> None:
    view = view_of(small_company(), profile="public")
    assert "xref:sheet-" not in make_matrix(view, {}).html
    assert ">Sheet</th>" not in make_matrix(view, {}).html


def test_the_matrix_says_with_sign_and_word_that_no_points_are_in_it() -> None:
    text = words(make_matrix(view_of(small_company()), {}))
    assert "● evidence" in text
    assert "○ missing" in text
    assert "It is no score" in text


def test_inspections_stand_by_site_and_month() -> None:
    text = words(make_inspection_matrix(view_of(small_company())))
    assert "Nov 2025 Dec 2025 Jan 2026" in text
    assert "Red Deer shop (shop) site 1/1 1/1 1/1 1/1 1/1 0/1 0/1 0/1 0/1 0/1 0/1 5/11" in text


def test_months_of_a_window_are_all_those_it_touches() -> None:
    assert list_months(Window(date(2025, 11, 30), date(2026, 1, 1))) == ((2025, 11), (2025, 12), (2026, 1))


def test_the_training_matrix_shows_what_is_held_and_what_is_missing() -> None:
    text = words(make_training_matrix(view_of(small_company())))
    assert "1 of 6 required certificates are valid; 0 expired, 5 missing." in text
    assert "Joanne Littlechild (P-003) Pipefitter ✓ ○" in text


def test_more_courses_than_fit_a_page_stand_in_another_table() -> None:
    assert [len(piece) for piece in batched([str(number) for number in range(50)], 21)] == [21, 21, 8]


def test_findings_are_printed_whole_with_their_place() -> None:
    text = words(make_gaps(view_of(small_company()), (FINDING,)))
    assert "DUE002 certificate expired: 1" in text
    assert "The csts certificate of P-003 ran out." in text
    assert "records/training/2024/trn-0001.yaml:7" in text


def test_explanations_are_printed_with_who_gave_them() -> None:
    text = words(make_gaps(view_of(small_company()), ()))
    assert (
        "PRG-07/inspection/site/shop/2026-04 The inspector was ill and nobody stood in. P-002 2026-05-20 ca-0001"
        in text
    )
    assert "5 promised records of the period are missing without an explanation" in text


def test_what_was_not_checked_is_said_in_plain_words() -> None:
    text = words(make_limits(replace(view_of(small_company()), choice=PackChoice(sample=SampleChoice("auditor-7")))))
    assert "The history was not examined. The tests have no history." in text
    assert "It was drawn with the auditor's seed “auditor-7”." in text.replace("&#39;", "'")
    assert "IN7" in text


def test_with_a_history_the_limits_of_git_are_said() -> None:
    text = words(make_limits(view_of(small_company(), history=True)))
    assert "It can&#39;t show when a form was filled in" in text or "It can't show when a form was filled in" in text


def test_filing_says_how_many_were_done_and_how_long_they_took_to_be_entered() -> None:
    text = words(make_filed(view_of(small_company(), history=True)))
    # Five records, eleven required, five on time, none late, one explained, five missing.
    assert "Inspections 5 11 5 0 1 5" in text
    assert "insp-0001 Inspection 2025-11-06 2026-10-21 349 30" in text


def test_filing_is_not_examined_without_a_history() -> None:
    assert "Filing was not examined. The tests have no history." in words(make_filed(view_of(small_company())))


def test_the_last_audits_recommendations_stand_with_what_was_done() -> None:
    text = words(make_last_audit(view_of(small_company())))
    assert "Number the extinguishers ca-0001 open, due 2026-03-06, 239 days late" in text


def test_who_saw_that_an_action_works_stands_beside_it_though_it_was_closed_before_the_period() -> None:
    files = small_company()
    files["records/corrective-action/2026/ca-0001.yaml"] = (
        "id: ca-0001\ndate: 2024-10-05\nrecorded_by: P-002\nsource: aud-0001\ndescription: Number them\npriority: C\n"
        "owner: P-003\ndue: 2024-11-05\nclosed_on: 2024-11-01\nverified_by: P-002\nevidence_note: All nine seen\n"
    )
    text = words(make_last_audit(view_of(files)))
    assert "Number the extinguishers ca-0001 closed 2024-11-01 P-002: All nine seen" in text


def test_an_internal_audit_does_not_hide_what_the_last_one_from_outside_asked_for() -> None:
    files = small_company()
    files["records/audit/2026/aud-0002.yaml"] = (
        "id: aud-0002\ndate: 2026-09-24\nrecorded_by: P-002\nkind: internal\nauditor_name: M. K.\n"
        "recommendations: [{text: Name who stands in}]\n"
    )
    text = words(make_last_audit(view_of(files)))
    outside = "The last audit from outside: aud-0001 of 2024-09-24 (maintenance)"
    inside = "The last internal audit: aud-0002 of 2026-09-24"
    assert text.index(outside) < text.index("Number the extinguishers ca-0001 open") < text.index(inside)
    assert text.index(inside) < text.index("Name who stands in")


def test_an_audit_that_is_under_way_does_not_hide_what_the_last_one_asked_for() -> None:
    files = small_company()
    files["records/audit/2026/aud-0002.yaml"] = (
        "id: aud-0002\ndate: 2026-10-19\nrecorded_by: P-002\nkind: recertification\nauditor_name: H. Sim\n"
        "first_document_on: 2026-10-19\n"
    )
    files["records/audit-finding/2024/afd-0001.yaml"] = (
        "id: afd-0001\ndate: 2024-09-24\nrecorded_by: P-002\naudit: aud-0001\nelement: training\nkind: recommendation\n"
        "text: Plan the refreshers\n"
    )
    text = words(make_last_audit(view_of(files)))
    assert "Number the extinguishers ca-0001 open" in text
    assert "Plan the refreshers – no corrective action is linked" in text


def test_the_scope_sheet_states_and_counts_the_people() -> None:
    text = words(make_scope(view_of(small_company())))
    assert "WCB account 5550142" in text
    assert "Red Deer shop (shop) day full-time – – – 9 9" in text
    assert "Red Deer shop (shop) day full-time 1 1 – 1 3" in text


def test_a_public_pack_counts_findings_and_tells_no_names() -> None:
    view = view_of(small_company(), profile="public")
    text = words(make_gaps(view, (FINDING,))) + words(make_scope(view))
    assert "Gaps: 1. The sentences are left out of a public pack." in text
    assert "Joanne" not in text
    assert "ran out" not in text


def test_a_commit_entered_after_the_day_of_judgement_is_told_as_hindsight() -> None:
    late = replace(manifest_of(()), entered_on="2026-11-02")
    view = view_of(small_company())
    assert "With hindsight:" in words(make_cover(view, late, (), {}))
    assert "With hindsight:" not in words(make_cover(view, manifest_of(()), (), {}))


def test_the_annex_lists_every_file_with_short_digests_and_page_within_the_page() -> None:
    files = tuple(
        ManifestFile(f"records/flha/2026/flha-{number:04}.yaml", f"flha-{number:04}", "b" * 40, "5" * 64, 900, number)
        for number in range(1, 30)
    )
    html = make_annex(manifest_of(files)).html
    assert "2026/flha-0029.yaml bbbbbbbb 555555555555 p. 29" in html
    listed = html[html.index("<pre") : html.index("</pre>")].split(">", 1)[1]
    assert max(len(line) for line in listed.splitlines()) <= LETTERS
    assert listed.count("flha-") == 29


def test_statistics_print_no_rate_without_hours_and_are_left_out_where_incidents_are_not_shown() -> None:
    text = words(make_statistics(view_of(small_company())))
    assert "× 200,000 ÷ hours worked" in text
    assert "n/a: no hours are recorded" in text
    assert make_statistics(view_of(small_company(), profile="public")) is None
