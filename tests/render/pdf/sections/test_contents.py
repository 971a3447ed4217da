from __future__ import annotations

import re
from collections import Counter

import pytest

from builder.checks.run import check
from builder.measure.level import findings_at_level
from builder.model.finding import Finding
from builder.model.pack_choice import Profile
from builder.render.pdf.part import CROSS_REFERENCE, render_part
from builder.render.pdf.sections.annex import make_annex
from builder.render.pdf.sections.contents import list_contents
from builder.render.pdf.sections.cover import list_index, make_cover
from builder.render.pdf.sections.evidence_files import list_files
from builder.render.pdf.sections.indexes import make_indexes
from builder.render.pdf.sections.matrix import make_matrix
from builder.render.pdf.sections.section import Section, styles
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import Files, many_inspections, small_company, snapshot_of, view_of
from tests.render.pdf.sections.manifest import manifest_of


def all_sections(view: View, findings: tuple[Finding, ...] = ()) -> list[Section]:
    contents = list_contents(view, findings)
    manifest = manifest_of(list_files(view))
    listed = [*contents.front, *contents.body]
    late = [make_matrix(view, {}), *listed, make_indexes(view, {}), make_annex(manifest)]
    return [make_cover(view, manifest, list_index(listed), {}), *late]


EMPTY: Files = {"content/index.md": "Nothing here yet.\n"}


@pytest.mark.parametrize(
    ("profile", "files"),
    [
        pytest.param("auditor", small_company(), id="auditor-small"),
        pytest.param("public", small_company(), id="public-small", marks=pytest.mark.slow),
        pytest.param("auditor", small_company() | many_inspections(20), id="auditor-sampled", marks=pytest.mark.slow),
        pytest.param("public", small_company() | many_inspections(20), id="public-sampled", marks=pytest.mark.slow),
        pytest.param("auditor", EMPTY, id="auditor-empty", marks=pytest.mark.slow),
        pytest.param("public", EMPTY, id="public-empty", marks=pytest.mark.slow),
    ],
)
def test_every_section_becomes_pages_without_a_complaint(files: Files, profile: Profile) -> None:
    view = view_of(files, profile=profile)
    findings = findings_at_level(check(snapshot_of(files)), view.snapshot)
    for section in all_sections(view, findings):
        part = render_part(section.html, assets=section.assets, css=styles(), key=section.key)
        assert part.pages >= 1
        assert part.warnings == ()
        assert section.anchor in part.anchors
        assert {anchor for _, anchor in section.entries} <= set(part.anchors)


@pytest.mark.slow
def test_with_a_history_every_section_becomes_pages_too() -> None:
    for section in all_sections(view_of(small_company(), history=True)):
        assert render_part(section.html, assets=section.assets, css=styles(), key=section.key).pages >= 1


def test_every_link_of_the_pack_leads_to_a_place_that_is_there_once() -> None:
    sections = all_sections(view_of(small_company() | many_inspections(20), history=True))
    ids = Counter(id for section in sections for id in re.findall(r'\bid="([^"]+)"', section.html))
    assert [id for id, count in ids.items() if count > 1] == []
    targets = {
        target for section in sections for target in re.findall(f'href="{CROSS_REFERENCE}([^"]+)"', section.html)
    }
    assert "record-insp-0003" in targets
    assert targets - set(ids) == set()


def test_all_promised_anchors_are_there() -> None:
    view = view_of(small_company() | many_inspections(20))
    ids = {id for section in all_sections(view) for id in re.findall(r'\bid="([^"]+)"', section.html)}
    assert view.selection.anchors - ids == set()


def test_documents_and_registers_stand_under_their_element_in_the_partners_order() -> None:
    contents = list_contents(view_of(small_company()), ())
    keys = [section.key for section in contents.body]
    # ACSA puts management commitment first, inspections seventh.
    assert keys.index("element-leadership") < keys.index("document-POL-01") < keys.index("element-inspections")
    assert keys.index("element-inspections") < keys.index("document-PRG-07") < keys.index("register-inspection")
    assert [section.key for section in contents.front] == ["scope", "frame", "roster", "last-audit"]


def test_documents_of_an_element_that_the_partner_does_not_number_are_not_lost() -> None:
    view = view_of(small_company())
    trimmed = [each for each in view.snapshot.coverage.elements if each.element.key != "inspections"]
    object.__setattr__(view.snapshot.coverage, "elements", tuple(trimmed))
    keys = [section.key for section in list_contents(view, ()).body]
    assert "document-PRG-07" in keys
    assert "register-inspection" in keys


def test_no_section_but_cover_matrix_and_annex_knows_the_commit_or_the_page() -> None:
    first, second = view_of(small_company(), history=True), view_of(small_company(), history=True)
    assert [section.html for section in list_contents(first, ()).body] == [
        section.html for section in list_contents(second, ()).body
    ]
    assert not any("1a1a1a1a1a1a" in section.html for section in list_contents(first, ()).front)


def test_a_character_without_a_glyph_is_printed_as_its_code_point_and_stops_nothing() -> None:
    files = small_company()
    files["records/inspection/2025/insp-0001.yaml"] = str(files["records/inspection/2025/insp-0001.yaml"]).replace(
        "Fabrication bay", "Fabrication bay 😀"
    )
    register = next(each for each in list_contents(view_of(files), ()).body if each.key == "register-inspection")
    assert "Fabrication bay [U+1F600]" in register.html
    assert render_part(register.html, assets=register.assets, css=styles()).pages >= 1


def test_two_files_with_one_id_are_printed_once() -> None:
    files = small_company()
    files["records/inspection/2026/insp-0001.yaml"] = files["records/inspection/2025/insp-0001.yaml"]
    files["policies/other.md"] = files["policies/inspections.md"]
    sections = all_sections(view_of(files))
    ids = Counter(id for section in sections for id in re.findall(r'\bid="([^"]+)"', section.html))
    assert ids["record-insp-0001"] == 1
    assert ids["doc-PRG-07"] == 1
