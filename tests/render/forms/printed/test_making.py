"""A form is a PDF of its own on the paper that was asked for: tagged, numbered, with its code on every page."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdf
import pytest

from builder.model.level import Level
from builder.render.forms.printed.choosing import types_on_paper
from builder.render.forms.printed.composing import compose_sheets
from builder.render.forms.printed.fitting import count_pages, fit
from builder.render.forms.printed.making import PAPERS, Paper, form_jobs, make_copies, make_form, make_form_papers
from builder.render.forms.printed.sheet import Names, Row, Table
from builder.render.pdf.part import render_job
from tests.render.forms.printed.company import take

SIZES = {"letter": (612, 792), "a4": (595, 842)}


@cache
def form(paper: Paper) -> bytes:
    return make_form(take(), "inspection", paper)


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("paper", PAPERS)
def test_it_has_the_size_of_the_paper_and_is_tagged(paper: Paper) -> None:
    with pikepdf.Pdf.open(io.BytesIO(form(paper))) as pdf:
        assert {tuple(round(float(each)) for each in page.mediabox[2:]) for page in pdf.pages} == {SIZES[paper]}
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_each_sheet_counts_its_own_pages_and_says_whose_version_it_is() -> None:
    texts = pages(form("letter"))
    assert [text[text.index("Page ") :][:11] for text in texts] == ["Page 1 of 2", "Page 2 of 2", "Page 1 of 1"]
    for text in texts:
        assert "PRG-07 version 4, as of 31 October 2026" in text
        assert "Uncontrolled when printed" in text
    assert "MUSTER:1:INSPECTION:-:PRG-07.4:0000:" in texts[0]
    assert "MUSTER:1:INSPECTION.VEHICLE:-:PRG-07.4:0000:" in texts[2]


def test_the_code_stands_on_the_pages_behind_the_first_too() -> None:
    (job,) = form_jobs(take(), "confined-space-permit")
    with pikepdf.Pdf.open(io.BytesIO(render_job(job).pdf)) as pdf:
        assert len(pdf.pages) == 2
        # Its modules are one path of strokes, by far the longest of the page.
        drawn = [page.Contents.read_bytes() for page in pdf.pages]
        assert all(data.count(b" l") > 200 for data in drawn)


def test_copies_differ_by_their_number() -> None:
    texts = pages(make_copies(take(), "incident", "a4", "shop", serials=(41, 42)))
    assert [":0041:" in texts[0], ":0042:" in texts[1]] == [True, True]
    assert "number 41" in texts[0]


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert make_form(take(), "inspection", "letter") == form("letter")


def test_a_site_gets_the_forms_that_its_documents_ask_for_without_a_name() -> None:
    papers = make_form_papers(take(Level.POSTED))
    assert sorted(papers) == [f"forms/{name}.pdf" for name in ("flha", "hot-work-permit", "incident", "inspection")]
    assert not any("Ruiz" in text for data in papers.values() for text in pages(data))


def test_empty_rows_fill_the_page_and_never_begin_another() -> None:
    for paper in PAPERS:
        for name in ("inspection", "flha", "hot-work-permit"):
            for sheet in compose_sheets(take(), name):
                before, after = count_pages(sheet, paper), count_pages(fit(sheet, paper), paper)
                assert after[0] <= before[0]
                assert after[1] > 180


def test_what_happened_keeps_room_even_where_a_page_is_saved() -> None:
    (sheet,) = compose_sheets(take(), "incident")
    fitted = fit(sheet, "letter")
    lines = {box.label: box.lines for row in fitted.blocks if isinstance(row, Row) for box in row.boxes}
    assert lines["What happened"] >= 3
    assert count_pages(fitted, "letter")[0] == 1


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_as_many_pages_are_printed_as_were_counted(paper: Paper) -> None:
    snapshot = take()
    for name in types_on_paper(snapshot, all=True):
        sheets = [fit(sheet, paper) for sheet in compose_sheets(snapshot, name)]
        for sheet, job in zip(sheets, form_jobs(snapshot, name, paper), strict=True):
            part = render_job(job)
            assert (name, part.pages, part.warnings) == (name, count_pages(sheet, paper)[0], ())
            assert all(block.rows >= 3 for block in sheet.blocks if isinstance(block, (Table, Names)))
