"""The single document on paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from builder.measure.level import at_level
from builder.model.level import Level
from builder.render.pdf.pool import Job
from builder.render.site.documents import papers
from builder.render.site.documents.documents import document_pages
from builder.render.site.documents.papers import PaperShop, make_papers
from builder.render.site.languages import LANGUAGES
from tests.measure.small import read_text
from tests.render.site.three_versions import PATH, VERSION_3, manual_of, take

SHOP = PaperShop({}.__getitem__)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_paper_says_what_it_is_that_it_is_uncontrolled_and_where_the_current_one_stands() -> None:
    made = make_papers(take(), SHOP, "https://manual.example/")

    assert sorted(made) == ["pdf/POL-01.pdf", "pdf/PRG-07.pdf"]
    text = text_of(made["pdf/PRG-07.pdf"])
    for said in (
        "Inspection program",
        "PRG-07 · version 3 · in effect from 15 June 2026 · Uncontrolled when printed",
        "page 1 of 1",
        "manual.example/p/PRG-07/",
        "Another worker of the crew each time",
    ):
        assert said in text
    reader = PdfReader(io.BytesIO(made["pdf/PRG-07.pdf"]))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.trailer["/Root"]["/MarkInfo"]["/Marked"]) == (
        "PRG-07 Inspection program",
        True,
    )  # type: ignore[index]


def test_the_text_is_set_and_not_spelt_out_and_its_headings_come_right_below_the_name_of_the_document() -> None:
    made = make_papers(take(), SHOP)["pdf/PRG-07.pdf"]

    assert not set("<>") & set(text_of(made))
    outline = PdfReader(io.BytesIO(made)).outline
    assert [each.title for each in outline if not isinstance(each, list)] == ["Inspection program"]
    assert [each.title for each in outline[1]] == ["How often", "Who", "Versions"]


def test_both_editions_have_the_same_papers_without_a_name_from_git_or_the_register() -> None:
    taken = take()
    made = make_papers(taken, SHOP)

    assert make_papers(at_level(taken, Level.POSTED), SHOP) == made
    for data in made.values():
        assert not any(name in text_of(data) for name in ("Ann Beck", "Carl Dunn", "carl@example.org"))


def test_the_paper_of_a_demonstration_says_that_its_company_is_not_real() -> None:
    company = f"{read_text('records/company.yaml')}demonstration: true\n"
    sheets = [
        make_papers(take(files=files), SHOP)["pdf/PRG-07.pdf"] for files in ({}, {"records/company.yaml": company})
    ]

    assert ["Fictional company" in text_of(sheet) for sheet in sheets] == [False, True]


def test_only_documents_in_use_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(jobs: list[Job], **_: object) -> dict[str, object]:
        asked.extend(job.key for job in jobs)
        return {}

    monkeypatch.setattr(papers, "render_parts", note)
    for status in ("draft", "withdrawn"):
        make_papers(take(VERSION_3.replace("status: approved", f"status: {status}")), SHOP)

    assert asked == ["POL-01", "POL-01"]


def test_the_document_leads_to_its_paper_if_there_is_one() -> None:
    def body(made: frozenset[str]) -> str:
        manual = replace(manual_of(take()), papers=made)
        return next(each.body for each in document_pages(manual) if manual.book.sources[PATH].path == each.path)

    assert '<a href="../../pdf/PRG-07.pdf"' in body(frozenset({"pdf/PRG-07.pdf"}))
    assert ".pdf" not in body(frozenset())


def test_a_translation_on_paper_says_in_its_language_how_far_it_is_behind() -> None:
    french = (
        VERSION_3.replace("id: PRG-07", "id: PRG-07-FR\nlanguage: fr\ntranslates: {id: PRG-07, version: 1}")
        .replace("title: Inspection program", "title: Programme des inspections")
        .partition("obligations:")[0]
        + "---\n\nUne fois par mois.\n"
    )

    made = make_papers(take(files={"policies/inspections.fr.md": french}), SHOP)

    text = text_of(made["pdf/PRG-07-FR.pdf"])
    assert LANGUAGES["fr"].count(2, "translation_behind") in text
    assert "Copie non contrôlée une fois imprimée" in text
    assert LANGUAGES["fr"].count(2, "translation_behind") not in text_of(made["pdf/PRG-07.pdf"])
