"""Cover, matrix, indexes and annex around the rest: their order, and page numbers that agree whatever was guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from builder.model.pack_choice import PackChoice
from builder.render.pdf.part import Part
from builder.render.pdf.sections.contents import Contents
from builder.render.pdf.sections.layout import lay_out
from builder.render.pdf.sections.section import Section
from tests.render.pdf.sections.company import small_company, view_of
from tests.render.pdf.sections.manifest import manifest_of

SCOPE = Section("scope", "Scope sheet", "", "<p>", "scope")
INSPECTIONS = Section("register-inspection", "Inspections", "", "<p>", "register-inspection")
PARTS = {
    "scope": Part("scope", b"", 3, {"scope": 0}),
    "register-inspection": Part("register-inspection", b"", 4, {"register-inspection": 0, "record-insp-0002": 2}),
}


class _Press:
    """Stands for the renderer: gives each section as many pages as it is told, and keeps what it was given last."""

    def __init__(self, **pages: int) -> None:
        self.pages = pages
        self.html: dict[str, str] = {}

    def __call__(self, sections: Sequence[Section]) -> Mapping[str, Part]:
        self.html |= {section.key: section.html for section in sections}
        return {
            each.key: Part(each.key, b"", self.pages.get(each.key.replace("-", "_"), 1), {each.anchor: 0})
            for each in sections
        }

    def page_of(self, title: str) -> str:
        """The page that the cover's index prints for a line."""
        found = re.search(rf'data-page="([^"]*)"[^>]*>{re.escape(title)}<', self.html["cover"])
        assert found is not None, title
        return found[1]


@pytest.mark.parametrize(("cover", "matrix", "indexes"), [(2, 5, 1), (1, 1, 7), (9, 12, 30)])
def test_the_numbers_agree_whatever_the_lengths_are(cover: int, matrix: int, indexes: int) -> None:
    press = _Press(cover=cover, coverage_matrix=matrix, indexes=indexes, annex=2)
    layout = lay_out(view_of(small_company()), Contents((SCOPE,), (INSPECTIONS,)), PARTS, manifest_of(()), press)
    assert [part.key for part in layout.parts] == [
        "scope",
        "coverage-matrix",
        "register-inspection",
        "indexes",
        "annex",
    ]
    body = cover + 3 + matrix + 1
    assert press.page_of("Inspections") == str(body)
    assert press.page_of("Indexes of documents, records, people and dates") == str(body + 4)
    assert press.page_of("Annex: manifest") == str(body + 4 + indexes)
    assert f"insp-0002 2025-12-06 {body + 2}" in press.html["indexes"]
    assert layout.pages == body + 3 + indexes + 2


def test_a_scope_pack_has_neither_matrix_nor_indexes() -> None:
    view = replace(view_of(small_company()), choice=PackChoice(kind="scope"))
    layout = lay_out(view, Contents((SCOPE,), ()), PARTS, manifest_of(()), _Press(cover=1))
    assert [part.key for part in layout.parts] == ["scope", "annex"]
