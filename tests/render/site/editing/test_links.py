"""The buttons on the pages of the office, and where in the editor they lead."""

from __future__ import annotations

import re

import pytest

from builder.render.site.editing.editing import LOCAL
from builder.render.site.editing.links import entry_place
from builder.render.site.pages import render_tree
from tests.render.site.small_company import take


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("records/inspection/2026/insp-0043.yaml", "/collections/record-inspection/entries/2026/insp-0043"),
        ("records/people/P-004.yaml", "/collections/register-people/entries/P-004"),
        ("policies/hanging-pipe.md", "/collections/policies/entries/hanging-pipe"),
        ("policies/hanging-pipe.fr.md", "/collections/policies/entries/hanging-pipe.fr"),
        ("content/how-to/first-record.md", "/collections/content/entries/how-to--first-record"),
        ("records/company.yaml", "/collections/company/entries/company"),
        ("records/nothing-of-ours/2026/x-0001.yaml", ""),
        ("records/inspection/2026/scan.pdf", ""),
        ("mkdocs.yml", ""),
    ],
)
def test_where_a_file_is_shown(path: str, place: str) -> None:
    assert entry_place(path) == place


def test_each_page_that_comes_from_a_file_has_a_button_to_it() -> None:
    files = render_tree(*take("office"), "office", editing=LOCAL).files

    def button(path: str) -> tuple[str, str]:
        text = files[path]
        assert isinstance(text, str)
        [found] = re.findall(r'<div class="m-edit"[^>]*><a href="([^"]*)">([^<]*)</a></div>', text)
        return found

    assert button("documents/hanging-pipe.md") == (
        "../../edit/index.html#/collections/policies/entries/hanging-pipe",
        "Edit this document",
    )
    assert button("records/inspection/2026/insp-0001.md") == (
        "../../../../edit/index.html#/collections/record-inspection/entries/2026/insp-0001",
        "Edit this record",
    )
    assert button("records/inspection/index.md") == (
        "../../edit/index.html#/collections/record-inspection/new",
        "Add a record",
    )
    assert button("sites/shop.md")[1] == "Edit this entry"
    assert button("documents/index.md")[1] == "Add a document"
    home = files["index.md"]
    assert isinstance(home, str)
    assert '<a href="edit/index.html">Editor</a> <a href="edit/index.html#/collections/content/entries/index">' in home
