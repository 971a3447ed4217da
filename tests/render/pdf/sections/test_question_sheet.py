"""The question sheet in print: facts beside their lists, links to what stands behind, room for the auditor."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from builder.model.pack_choice import PackChoice
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.question_sheet import make_question_sheet
from builder.render.pdf.sections.section import Section, styles
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import small_company, view_of
from tests.render.question_sheet.additions import OVERLAY, YARD


def section_of(view: View, key: str) -> Section:
    return next(section for section in make_question_sheet(view) if section.key == f"question-sheet-{key}")


def words(section: Section) -> str:
    body = section.html.partition("</head>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def block(view: View, question: str, key: str = "inspections") -> str:
    """The markup of one question."""
    found = section_of(view, key).html
    start = found.index(f'id="sheet-{question}"')
    end = found.find('<div class="sheet">', start)
    return found[start : end if end > 0 else None]


def test_an_opening_page_and_a_section_for_each_element_in_the_partners_order() -> None:
    sections = make_question_sheet(view_of(small_company()))
    assert [section.key for section in sections][:3] == [
        "question-sheet",
        "question-sheet-leadership",
        "question-sheet-other-parties",
    ]
    assert len(sections) == 11
    # In the index and among the bookmarks the elements hang under the opening page.
    assert [section.is_below for section in sections] == [False] + [True] * 10


def test_a_question_tells_its_facts_and_what_is_missing_by_name() -> None:
    text = words(section_of(view_of(small_company()), "inspections"))
    assert "IN2 Inspections are done at the stated frequency ◐ partial · 5 of 11 found" in text
    assert "Inspections: 5 of 11 found at this site, 2025-11-06 to 2026-03-06; 5 on time, 0 late." in text
    assert "Counted from: PRG-07 promises inspection (site), every month, for each site." in text
    assert "shop, April 2026: site inspection (explained)" in text


def test_two_sites_stand_in_a_table_and_what_they_share_above_it() -> None:
    found = block(view_of(small_company() | YARD), "IN2")
    assert '<th scope="row">Red Deer shop</th><td>5 of 11</td><td>5</td>' in found
    assert re.search(r'<th scope="row">Yard</th><td>0 of \d+</td>', found)
    assert found.count("Counted from") == 1


def test_the_list_behind_n_gives_ids_with_days_and_leads_to_register_and_record() -> None:
    found = block(view_of(small_company()), "IN2")
    assert '<a href="xref:register-inspection">Inspections: 5</a>' in found
    assert '<strong>2026-01</strong> <a href="xref:record-insp-0003">insp-0003 (6)</a>' in found
    assert '<a href="xref:question-IN2">IN2</a>' in found


def test_a_document_behind_a_question_is_a_link() -> None:
    assert '<a href="xref:doc-PRG-07">PRG-07</a>' in block(view_of(small_company()), "IN1")


def test_interviews_and_observation_are_the_auditors_and_have_room() -> None:
    view = view_of(small_company())
    assert "Observation: the auditor's to see." in html.unescape(block(view, "IN7"))
    assert "Interview" not in block(view, "IN7")
    assert "Interview: the auditor's to ask." in html.unescape(block(view, "IN8"))
    assert '<p class="room">' not in block(view, "IN1")


def test_a_reason_is_given_only_for_what_does_not_apply() -> None:
    text = words(section_of(view_of(small_company()), "inspections"))
    assert "everything asked for is there" not in text
    assert "asked by interview or observation; documents can't answer it" in text


def test_nobody_is_named() -> None:
    for profile in ("auditor", "internal"):
        for section in make_question_sheet(view_of(small_company(), profile=profile, history=True)):
            for name in ("P-00", "Friesen", "Kowalchuk", "Littlechild"):
                assert name not in section.html, (section.key, name)


def test_points_stand_only_in_the_companys_own_copy() -> None:
    files = small_company() | {"records/overlay.yaml": OVERLAY}
    assert "Points of 7.2: documentation 4.54545 to 4.54545 of 10, interview 5, observation 0" in block(
        view_of(files, profile="internal"), "IN2"
    )
    seen = block(view_of(files), "IN2")
    assert "[7.2]" in seen
    assert "Points" not in seen


def test_only_a_pack_with_evidence_for_an_auditor_or_the_company_has_one() -> None:
    view = view_of(small_company())
    assert make_question_sheet(view_of(small_company(), profile="public")) == ()
    assert make_question_sheet(replace(view, choice=PackChoice(kind="scope"))) == ()
    assert make_question_sheet(replace(view, choice=PackChoice(kind="supplement"))) == ()


def test_a_new_record_changes_only_the_sections_of_the_elements_it_answers() -> None:
    files = small_company()
    more = files | {
        "records/drill/2026/drl-0001.yaml": (
            "id: drl-0001\ndate: 2026-05-05\nsite: shop\nrecorded_by: P-002\nscenario: Fire\nminutes: 4\npresent: 9\nevaluation: Good\n"
        )
    }
    before = {section.key: section.html for section in make_question_sheet(view_of(files))}
    after = {section.key: section.html for section in make_question_sheet(view_of(more))}
    assert [key for key in before if before[key] != after[key]] == ["question-sheet-emergency"]


def test_it_renders() -> None:
    for key in ("question-sheet", "question-sheet-inspections"):
        section = next(each for each in make_question_sheet(view_of(small_company() | YARD)) if each.key == key)
        part = render_part(section.html, assets=section.assets, css=styles(), key=section.key)
        assert part.pages >= 1
        assert part.warnings == ()
        assert section.anchor in part.anchors


def test_a_long_list_that_several_questions_rest_on_is_printed_once() -> None:
    files = small_company() | {
        f"records/training/2026/trn-{number:04}.yaml": (
            f"id: trn-{number:04}\ndate: 2026-03-02\nrecorded_by: P-002\nperson: P-003\ncourse: whmis\nprovider: ACSA\n"
        )
        for number in range(10, 24)
    }
    view = view_of(files)
    assert "trn-0010 (2)" in block(view, "TR2", "training")
    again = block(view, "TR6", "training")
    assert "trn-0010" not in again
    assert 'The same as behind <a href="xref:sheet-TR2">TR2</a>.' in again


def test_a_signed_copy_is_told() -> None:
    assert "version 6, approved 2026-02-16, signed copy on file." in block(
        view_of(small_company()), "ML1", "leadership"
    )
