"""The interview kit: the same for everyone at a level, from our own words, and nothing about any person."""

from __future__ import annotations

import re
from functools import cache

import pytest

from builder.model.pack_choice import Profile
from builder.read.standard_file import read_standard
from builder.render.pdf.part import render_part
from builder.render.pdf.sections.interview_kit import PRACTICE, make_interview_kit
from builder.render.pdf.sections.mock_draw import make_mock_draw
from builder.render.pdf.sections.section import Section, styles
from tests.render.pdf.sections.company import Files, small_company, view_of


def company() -> Files:
    """The small company, whose inspections are promised of supervisors, and whose toolbox meetings of pipefitters, who are workers."""
    files = small_company()
    program = str(files["policies/inspections.md"])
    program = program.replace("grace: P5D,", "grace: P5D, by: supervisor,")
    program = program.replace(
        "answers: [IN2]}\n",
        "answers: [IN2]}\n  - {record: toolbox-meeting, every: P1W, per: site, by: pipefitter, answers: [TR10]}\n",
    )
    return files | {"policies/inspections.md": program}


@cache
def kit(profile: Profile = "internal") -> Section | None:
    return make_interview_kit(view_of(company(), profile=profile))


def level(name: str) -> str:
    section = kit()
    assert section is not None
    start = section.html.index(f'id="interview-kit-{name}"')
    end = section.html.find("<h2", start)
    return " ".join(re.sub(r"<[^>]+>", " ", section.html[start:end]).replace("&#39;", "'").split())


def test_each_level_has_what_documents_say_it_does() -> None:
    assert "site inspection, every month, for each site, 5 days of grace ( PRG-07 Inspection program)" in level(
        "supervisor"
    )
    assert "toolbox meeting, every week, for each site ( PRG-07 Inspection program)" in level("worker")
    assert "No document promises a record that people of this level make." in level("manager")


def test_every_question_of_interviews_stands_at_every_level_with_one_to_practise_with_and_the_documents() -> None:
    standard = read_standard("alberta-cor", "2023")
    asked = [question for question in standard.questions() if "I" in question.methods]
    for name in PRACTICE:
        text = level(name)
        assert all(f"{question.id} {question.topic}" in text for question in asked)
    assert (
        "TR10 Toolbox meetings are held at the set frequency, with topics, attendance and follow-up "
        f"{PRACTICE['worker']['written']} PRG-07 Inspection program" in level("worker")
    )
    assert not any(
        f"{question.id} {question.topic}" in level("worker")
        for question in standard.questions()
        if "I" not in question.methods
    )


def test_nothing_in_it_is_about_a_person() -> None:
    section = kit()
    assert section is not None
    assert not re.search(r"P-\d{3}|Friesen|Kowalchuk|Littlechild", section.html)


def test_it_leaves_the_company_in_no_pack() -> None:
    assert kit("auditor") is None
    assert kit("public") is None


@pytest.mark.slow
def test_what_is_for_the_company_only_becomes_pages_whose_links_lead_somewhere() -> None:
    view = view_of(company(), profile="internal")
    for section in filter(None, [make_interview_kit(view), make_mock_draw(view)]):
        part = render_part(section.html, assets={}, css=styles(), key=section.key)
        assert part.warnings == ()
        assert {anchor for _, anchor in section.entries} <= set(part.anchors)
        assert {*re.findall(r'href="xref:([^"]+)"', section.html)} <= view.selection.anchors
