"""The bookmarks of an element: one for each question, folded away so that its documents and registers stay in sight."""

from __future__ import annotations

import io

import pikepdf

from builder.render.pdf.part import render_part
from builder.render.pdf.sections.element import make_element
from builder.render.pdf.sections.section import styles
from tests.render.pdf.sections.company import small_company, view_of


def test_every_question_is_a_bookmark_below_its_element_and_a_line_of_its_opening() -> None:
    view = view_of(small_company())
    element = view.element("inspections")
    assert element is not None
    section = make_element(view, element)
    part = render_part(section.html, assets=section.assets, css=styles())
    with pikepdf.open(io.BytesIO(part.pdf)) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        (questions,) = top.children
        titles = [item.title for item in questions.children]
    assert top.title == f"{element.partner.number} {element.partner.name}"
    assert questions.is_closed
    assert titles == [f"{answer.question.id} {answer.question.topic}" for answer in element.answers]
    for answer in element.answers:
        assert f'<a href="#question-{answer.question.id}">' in section.html
