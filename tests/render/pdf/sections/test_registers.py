from __future__ import annotations

import re

from builder.render.pdf.part import render_part
from builder.render.pdf.sections.cover import list_index
from builder.render.pdf.sections.registers import SMALL, make_registers
from builder.render.pdf.sections.sample_words import sample_note
from builder.render.pdf.sections.section import styles
from tests.render.pdf.sections.company import many_inspections, small_company, view_of

NAMES = ("training", "inspection")


def test_small_registers_share_a_section_in_which_each_has_its_heading_table_and_records() -> None:
    view = view_of(small_company())
    [section] = make_registers(view, NAMES)
    assert re.findall(r'<h2 id="([^"]+)"', section.html) == ["register-training", "register-inspection"]
    assert section.html.count('class="register"') == 2
    assert section.html.index('id="register-inspection"') < section.html.index('id="record-insp-0003"')
    part = render_part(section.html, assets=section.assets, css=styles())
    assert part.warnings == ()
    assert part.anchors["register-training"] == part.anchors["register-inspection"] == 0


def test_scans_stand_behind_all_registers_of_a_shared_section_under_the_name_of_their_own() -> None:
    view = view_of(small_company())
    [section] = make_registers(view, ("inspection", "training"))
    last_record = section.html.rindex('class="record"')
    assert last_record < section.html.index('class="scan"')
    assert 'class="caption names" data-document="Inspections" id="scan-insp-0003-1"' in section.html


def test_the_index_names_every_register_of_a_shared_section() -> None:
    sections = list(make_registers(view_of(small_company()), NAMES))
    assert [(line.title, line.anchor, line.depth) for line in list_index(sections)] == [
        ("Training certificates", "register-training", 1),
        ("Inspections", "register-inspection", 1),
    ]


def test_a_large_register_keeps_its_own_pages_and_stands_first() -> None:
    view = view_of(small_company() | many_inspections(SMALL))
    keys = [section.key for section in make_registers(view, ("training", "inspection", "audit"))]
    assert keys == ["register-inspection", "registers-training"]


def test_a_register_that_has_nobody_to_share_with_is_made_as_ever() -> None:
    assert [section.key for section in make_registers(view_of(small_company()), ["training"])] == ["register-training"]


def test_the_note_speaks_of_scans_only_where_there_are_any() -> None:
    files = small_company() | many_inspections(20)
    assert "1 of them with a scan" in sample_note(view_of(files), "inspection")
    files["records/inspection/2026/insp-0003.yaml"] = files["records/inspection/2025/insp-0001.yaml"]
    assert "scan" not in sample_note(view_of(files), "inspection")
