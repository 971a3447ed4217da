"""Short documents share pages, and nothing of one of them is lost by that."""

from __future__ import annotations

import re

from builder.render.pdf.sections.documents import MOST_TOGETHER, SHORT_LETTERS, make_documents
from builder.render.pdf.sections.revision_list import make_revision_list
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import Files, small_company, view_of


def practice(number: int, *, kind: str = "swp", letters: int = 40) -> str:
    return (
        f"---\nid: SWP-{number:02}\ntitle: Practice {number}\nkind: {kind}\narea: hazard-control\nversion: 1\nowner: P-002\n"
        "approved_by: P-001\napproved_on: 2026-02-16\nstatus: approved\nlegislation: [{law: OHS Code, section: '13'}]\n---\n\n"
        f"## Before\n\n{'x' * letters}\n"
    )


def made(files: Files, *, history: bool = False) -> list[Section]:
    view = view_of(small_company() | files, history=history)
    return list(make_documents(view, of_area(view)))


def of_area(view: View) -> list:  # type: ignore[type-arg]
    return [each for each in view.selection.documents if each.value.area == "hazard-control"]


def practices(count: int, **options: int) -> Files:
    return {f"policies/swp-{number:02}.md": practice(number, **options) for number in range(1, count + 1)}


def test_short_documents_share_pages_each_with_its_own_line_in_the_index_and_its_own_bookmark() -> None:
    (section,) = made(practices(3))
    assert (section.title, section.anchor) == ("SWP-01 Practice 1", "doc-SWP-01")
    assert section.entries == (("SWP-02 Practice 2", "doc-SWP-02"), ("SWP-03 Practice 3", "doc-SWP-03"))
    for number in (1, 2, 3):
        assert f'<h2 id="doc-SWP-0{number}" data-label="SWP-0{number} Practice {number}">' in section.html
    assert section.html.count('class="control"') == 3


def test_a_long_document_has_pages_of_its_own() -> None:
    files = practices(3) | {"policies/swp-02.md": practice(2, letters=SHORT_LETTERS + 1)}
    assert [section.anchor for section in made(files)] == ["doc-SWP-01", "doc-SWP-02", "doc-SWP-03"]


def test_only_documents_of_one_kind_share_pages_and_not_too_many() -> None:
    files = practices(MOST_TOGETHER + 2) | {"policies/swp-02.md": practice(2, kind="procedure")}
    files |= {"policies/swp-11.md": practice(11)}
    sizes = {section.anchor: len(section.entries) + 1 for section in made(files)}
    assert sizes == {"doc-SWP-01": 1, "doc-SWP-02": 1, "doc-SWP-03": MOST_TOGETHER, "doc-SWP-11": 1}


def test_the_control_block_says_how_the_approval_is_shown_and_holds_no_commit() -> None:
    (section,) = made(practices(1), history=True)
    text = " ".join(re.sub(r"<[^>]+>", " ", section.html).split())
    assert "Document SWP-01" in text
    assert "Legislation OHS Code s. 13" in text
    assert "Approved by Dale Friesen (P-001)" in text
    assert "No signed page is filed." in text
    assert "1a1a1a1a1a" not in section.html


def test_commits_and_contents_of_all_revisions_stand_in_the_annex() -> None:
    view = view_of(small_company() | practices(2), history=True)
    section = make_revision_list(view)
    assert section is not None
    text = " ".join(re.sub(r"<[^>]+>", " ", section.html).split())
    assert "SWP-02 2026-10-21 1a1a1a1a1a bbbbbbbbbb not signed" in text
    assert make_revision_list(view_of(small_company())) is None
