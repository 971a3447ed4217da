"""What a worker reads on the site and what an auditor reads in the pack is one text, for every document of the sample."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import markdown
import pytest
from pypdf import PdfReader

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.model.pack_choice import PackChoice
from builder.model.snapshot import Snapshot
from builder.read.law_file import read_law
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.document import make_document
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.section import styles
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import View
from builder.render.site.pages import render_site

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(path.name for path in (ROOT / "policies").glob("*.md"))


@cache
def sample() -> Snapshot:
    program = read_program(FolderSource(ROOT))
    standard, law = read_standard("alberta-cor", "2023"), read_law("alberta-ohs")
    return take_snapshot(program, standard, as_of=date(2026, 10, 31), law=law)


@cache
def site() -> dict[str, str | bytes]:
    return render_site(at_level(sample(), Level.OFFICE), (), "office")


@cache
def view() -> View:
    snapshot = at_level(sample(), Level.OFFICE)
    return View(
        snapshot, select(snapshot), Naming(snapshot, "auditor"), PackChoice(), lambda path: (ROOT / path).read_bytes()
    )


def words(html: str) -> str:
    """The text of HTML: boxes to tick left out (a style draws them in the pack), white space as single spaces."""
    html = re.sub(r"<(?:style|script).*?</(?:style|script)>", " ", html, flags=re.DOTALL)
    html = re.sub(r"</?(?:a|strong|em|code|span|s)\b[^>]*>", "", html)
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    return " ".join(re.sub("[☐☑]", " ", text).split())


def page_text(name: str) -> str:
    """The text of a document's page as MkDocs' own Markdown gives it."""
    page = site()[f"documents/{name}"]
    assert isinstance(page, str)
    return words(markdown.markdown(re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL), extensions=["toc"]))


def body_text(name: str) -> str:
    """The text of the body in the document's section of the pack."""
    stored = next(each for each in view().selection.documents if each.path == f"policies/{name}")
    html = make_document(view(), stored).html
    return words(re.split('<h3 id="(?:promises|revisions)-', html[html.index('<div class="prose"') :])[0])


def test_the_sample_has_documents() -> None:
    assert len(DOCUMENTS) > 40


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_text_of_the_page_is_the_text_of_the_section(name: str) -> None:
    body = body_text(name)
    assert len(body) > 300
    assert body in page_text(name)


def test_the_words_of_a_section_reach_the_pages_of_the_pdf() -> None:
    stored = next(each for each in view().selection.documents if each.path == "policies/inspections.md")
    section = make_document(view(), stored)
    pdf = render_part(section.html, assets=section.assets, css=styles()).pdf
    printed = re.sub(r"\W+", "", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    lines = [line for line in body_text("inspections.md").split(". ") if len(line) > 40]
    assert len(lines) > 10
    # Page heads and feet stand between pages, so whole sentences are looked for, not the whole text.
    missing = [line for line in lines if re.sub(r"\W+", "", line) not in printed]
    assert len(missing) <= 2, missing
