"""Matrices, charts, shared pages and the pages of a scanned PDF keep the pack PDF/A-3a and PDF/UA-1, held against veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.render.pdf.join import join_parts
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.cover import signature_places
from builder.render.pdf.sections.section import styles
from builder.render.pdf.signature_fields import SignatureField
from tests.end_to_end.verapdf import PDF_A, PDF_UA, find_failures
from tests.render.pdf.scans import scan_pdf
from tests.render.pdf.sections.company import view_of
from tests.render.pdf.sections.test_contents import all_sections
from tests.render.pdf.sections.test_documents import practices
from tests.render.pdf.sections.test_matrices import assessed, met, serviced
from tests.render.pdf.sections.test_register import with_attachment

pytestmark = pytest.mark.slow


def test_the_looks_of_the_pack_keep_both_conformances(tmp_path: Path) -> None:
    files = with_attachment(scan_pdf(["Front", "Back, in red"], colour="red"))
    files |= practices(3) | assessed("2026-03-02") | serviced("2026-05-04") | met(1, "2026-05-14")
    view = view_of(files, history=True)
    sections = all_sections(view)
    keys = {section.key for section in sections}
    assert {
        "competency-matrix",
        "maintenance-by-month",
        "committee-attendance",
        "documents-SWP-01",
        "revisions",
    } <= keys
    cover, *parts = (render_part(each.html, assets=each.assets, css=styles(), key=each.key) for each in sections)
    fields = [SignatureField(place.name, place.label) for place in signature_places(view)]
    pack = tmp_path / "pack.pdf"
    pack.write_bytes(join_parts(cover, parts, page_label="test", signature_fields=fields))
    assert find_failures(pack, PDF_A) == []
    assert find_failures(pack, PDF_UA) == []
