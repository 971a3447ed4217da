"""The page of differences: marked for eyes and ears, folded where nothing changed, the same for workers without a name on it."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.model.snapshot import Snapshot
from builder.model.text_change import TextChange
from builder.render.site.documents.changes_page import change_pages, fold
from builder.render.site.documents.documents import document_pages
from builder.render.site.words import Edition
from tests.render.site.three_versions import VERSION_2, manual_of, take


def page(edition: Edition = "worker") -> str:
    (found,) = change_pages(manual_of(take(), edition))
    assert found.path == "changes/inspections.md"
    return found.body


def test_what_went_is_struck_and_what_came_is_marked_and_both_are_said_to_screen_readers() -> None:
    assert (
        '<del><span class="m-sr">removed: </span>Once</del> <ins><span class="m-sr">added: </span>Twice</ins> a month, every site.'
        in page()
    )


def test_the_newest_step_comes_first_and_says_what_it_is_held_against() -> None:
    headings = re.findall(r"^## (.+)$", page(), re.MULTILINE)

    assert headings == ["Version 3, in effect from 15 June 2026", "Version 2, in effect from 25 May 2026"]
    assert "Held against version 2, which counted from 25 May 2026." in page()


def test_what_stayed_is_folded_away_except_for_the_heading_above_a_change() -> None:
    newest = page().split("## Version 2")[0]
    folded = re.findall(r"<details.*?</details>", newest, re.DOTALL)

    assert "2 passages stayed as they were" in folded[0]
    assert "Twice a month" in folded[0]
    assert "1 passage stayed as it was" in folded[1]
    assert "The foreman" in folded[1]
    assert "Who</p>" in re.sub(r"<details.*?</details>", "", newest, flags=re.DOTALL)


def test_nothing_is_shown_open_where_nothing_changed() -> None:
    assert fold(TextChange(())) == ()


def test_the_office_sees_who_approved_and_entered_a_version_and_workers_see_nobody() -> None:
    assert "Version 3, approved by Ann Beck on 2026-06-08, in effect from 2026-06-15; entered by Carl Dunn." in page(
        "office"
    )
    for hidden in ("Ann Beck", "Carl Dunn", "carl@example.org", "entered by"):
        assert hidden not in page()


def test_the_text_of_a_draft_is_on_neither_page() -> None:
    assert "zebradraft" not in page() + page("office")


def test_old_words_are_kept_out_of_the_search() -> None:
    (found,) = change_pages(manual_of(take()))

    assert not found.is_searched


def document(taken: Snapshot) -> str:
    """The document's own page, for workers."""
    pages = document_pages(manual_of(taken))
    return next(each.body for each in pages if each.path == "documents/inspections.md")


def test_the_document_leads_to_the_differences_and_each_version_to_its_own() -> None:
    body = document(take())

    assert '<a href="../../changes/inspections/">What changed in it</a>' in body
    for anchor in ("v3", "v2"):
        assert f'<a href="../../changes/inspections/#{anchor}">Show what changed</a>' in body


def test_a_version_that_changed_no_word_says_so_instead_of_leading_nowhere() -> None:
    body = document(take(VERSION_2.replace("version: 2", "version: 3")))

    assert "Not a word of the text changed." in body
    assert "#v3" not in body


def test_a_document_of_one_version_has_no_page_of_differences() -> None:
    taken = replace(take(), text_changes={})

    assert list(change_pages(manual_of(taken))) == []
    assert "What changed" not in document(taken)
