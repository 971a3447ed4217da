"""The French part of the worker edition: what is translated in French, everything else in English and said to be so."""

from __future__ import annotations

from functools import cache

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.site.other_languages import split_content
from builder.render.site.pages import Tree, render_tree
from builder.render.site.words import Edition
from tests.render.site.small_company import AS_OF, FILES, content, take


@cache
def tree(edition: Edition = "worker") -> Tree:
    snapshot, findings = take(edition)
    return render_tree(snapshot, findings, edition, content=content())


def page(path: str, edition: Edition = "worker") -> str:
    text = tree(edition).files[path]
    assert isinstance(text, str)
    return text


def test_pages_of_the_company_are_sorted_by_the_language_in_their_name() -> None:
    found = split_content({"a.md": "1", "a.fr.md": "2", "how-to/b.fr.md": "3", "version-1.2.md": "4", "c.xyz.md": "5"})
    assert found["en"] == {"a.md": "1", "version-1.2.md": "4", "c.xyz.md": "5"}
    assert found["fr"] == {"a.md": "2", "how-to/b.md": "3"}


def test_the_french_part_has_what_workers_need_first() -> None:
    french = {path for path in tree().files if path.startswith("fr/")}
    assert {
        "fr/index.md",
        "fr/emergency.md",
        "fr/orientation.md",
        "fr/documents/index.md",
        "fr/documents/hanging-pipe.md",
        "fr/documents/sjp.md",
        "fr/people/positions.md",
        "fr/phone.md",
        "fr/records/index.md",
        "fr/sites/index.md",
        "fr/sites/northgate.md",
        "fr/sites/shop.md",
    } == french
    assert all('language: "fr"' in page(path) for path in french)


def test_a_translated_document_stands_in_the_place_of_its_original() -> None:
    text = page("fr/documents/hanging-pipe.md")
    assert "# Poser un tuyau en hauteur depuis une nacelle" in text
    assert "Portez vos EPI" in text
    assert "SJP-03" in text
    assert ' lang="' not in text.partition("Portez vos EPI")[0].rpartition("<div")[2], (
        "the text is in the page's language"
    )
    listed = page("fr/documents/index.md")
    assert 'href="hanging-pipe/"' in listed, "the French page, beside this one"
    assert "Poser un tuyau" in listed
    assert "Installing overhead pipe" not in listed


def test_what_is_not_translated_is_linked_in_english_and_said_to_be_so() -> None:
    listed = page("fr/documents/index.md")
    row = next(line for line in listed.splitlines() if "Health and safety policy" in line)
    assert 'href="../../documents/health-and-safety-policy/"' in row
    assert "en anglais" in row
    assert '<a href="../../documents/health-and-safety-policy/">la politique</a> (en anglais)' in page(
        "fr/orientation.md"
    )
    assert '<a href="../documents/hanging-pipe/">la pose</a>' in page("fr/orientation.md")
    assert "la pose</a> (en anglais)" not in page("fr/orientation.md")


def test_a_translation_that_is_behind_says_by_how_much_and_leads_to_the_original() -> None:
    french = page("fr/documents/hanging-pipe.md")
    assert "Cette traduction a 2 versions de retard." in french
    assert 'href="../../../documents/hanging-pipe/">Lire l’original (en anglais)</a>' in french
    english = page("documents/hanging-pipe.md")
    assert 'href="../../fr/documents/hanging-pipe/" hreflang="fr" lang="fr">Français</a>' in english
    assert "2 versions behind" in english


def test_a_translation_is_no_second_document() -> None:
    for edition in ("worker", "office"):
        everything = "".join(
            page(path, edition) for path in ("documents/index.md", "documents/sjp.md", "records/index.md")
        )
        before = everything.partition("## Translations")[0]
        assert "Poser un tuyau" not in before, edition
    assert "documents/hanging-pipe.fr.md" not in tree().files
    assert "1 document" in page("index.md")


def test_the_office_sees_translations_in_a_list_and_each_as_it_stands() -> None:
    listed = page("documents/index.md", "office").partition("## Translations")[2]
    assert "SJP-03-FR · Français · version 1 of 3" in listed
    assert "2 versions behind" in listed
    own = page("documents/hanging-pipe.fr.md", "office")
    assert 'lang="fr"' in own
    assert "Translation of SJP-03, version 1." in own
    assert not any(path.startswith("fr/") for path in tree("office").files)


def test_each_page_knows_its_place_in_the_other_language() -> None:
    assert '{"code": "fr", "name": "Français", "url": "fr/sites/shop/", "same": true}' in page("sites/shop.md")
    assert '{"code": "en", "name": "English", "url": "sites/shop/", "same": true}' in page("fr/sites/shop.md")
    assert '{"code": "en", "name": "English", "url": ".", "same": true}' in page("fr/index.md")
    assert '{"code": "fr", "name": "Français", "url": "fr/", "same": false}' in page("documents/inspections.md")


def test_a_page_that_is_in_french_only_leads_to_where_english_begins() -> None:
    snapshot, findings = take("worker")
    files = render_tree(snapshot, findings, "worker", content={**content(), "camp #2.fr.md": "# Le camp\n"}).files
    assert '{"code": "en", "name": "English", "url": ".", "same": false}' in str(files["fr/camp #2.md"])


def test_a_page_may_be_called_what_people_like_in_both_languages() -> None:
    snapshot, findings = take("worker")
    own = {**content(), "camp #2.md": "# The camp\n", "camp #2.fr.md": "# Le camp\n"}
    files = render_tree(snapshot, findings, "worker", content=own).files
    assert '"url": "camp%20%232/", "same": true}' in str(files["fr/camp #2.md"])


def test_a_language_without_words_of_its_own_has_its_documents_beside_the_english_ones() -> None:
    """As for a crew that reads Punjabi before somebody has written a table of Punjabi words."""
    french = FILES["policies/hanging-pipe.fr.md"]
    assert isinstance(french, str)
    punjabi = french.replace("SJP-03-FR", "SJP-03-PA").replace("language: fr", "language: pa")
    program = read_program(MemorySource({**FILES, "policies/hanging-pipe.pa.md": punjabi}))
    whole = take_snapshot(program, read_standard("alberta-cor", "2023"), as_of=AS_OF)
    files = render_tree(at_level(whole, Level.POSTED), (), "worker", content=content()).files
    own, original = str(files["documents/hanging-pipe.pa.md"]), str(files["documents/hanging-pipe.md"])
    assert '<div class="m-text" lang="pa">' in own
    assert "This translation is 2 versions behind." in own
    assert 'href="../hanging-pipe.pa/" hreflang="pa" lang="pa">pa</a>' in original
    assert not any(path.startswith("pa/") for path in files)
