"""The interview kit for the company's own copy: by level, the same for everyone at that level, and nothing about any person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.model.policy import Obligation, PersonLevel, Policy
from builder.model.standard import Question
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View
from builder.render.report.expected_text import rhythm

TITLES: Mapping[PersonLevel, str] = {
    "senior-manager": "For senior managers",
    "manager": "For managers",
    "supervisor": "For supervisors",
    "worker": "For workers",
}

ASKED, WRITTEN, SEEN = "asked", "written", "seen"

PRACTICE: Mapping[PersonLevel, Mapping[str, str]] = {
    "senior-manager": {
        ASKED: "What have you yourself done about this in the last year, and who would say so?",
        WRITTEN: "What did you decide or pay for so that this happens, and how do you hear whether it works?",
        SEEN: "When were you last on a site, and what did you see of this?",
    },
    "manager": {
        ASKED: "How do you know that your people would say yes to this?",
        WRITTEN: "Who does this for you, how do you learn that it was done, and what do you do when it wasn't?",
        SEEN: "What did you find the last time you looked at this on a site?",
    },
    "supervisor": {
        ASKED: "How do you make sure that everyone on your crew knows this?",
        WRITTEN: "How do you see to this on your crew, and where is it written down?",
        SEEN: "What would I see of this if we walked over your site now?",
    },
    "worker": {
        ASKED: "What do you know of this, and who told you?",
        WRITTEN: "How is this done where you work, and what was your part the last time?",
        SEEN: "Where is this at your place of work, and how do you use it?",
    },
}
"""Our own questions to practise with, by level and by whether the topic is only asked about, also written down, or also looked at."""


def make_interview_kit(view: View) -> Section | None:
    """The kit; None in a pack that leaves the company."""
    if view.naming.profile != "internal":
        return None
    elements = [
        {"title": view.element_title(element.element.key), "questions": questions}
        for element in view.snapshot.coverage.elements
        if (questions := [each for each in element.element.questions if "I" in each.methods])
    ]
    if not elements:
        return None
    html = write_html(
        "interview_kit",
        title="Interview kit",
        running=("Interview kit", "for the company only"),
        levels=[_level(view, level, elements) for level in TITLES],
    )
    entries = tuple((title, f"interview-kit-{level}") for level, title in TITLES.items())
    return Section("interview-kit", "Interview kit", "", html, "interview-kit", entries)


def _level(view: View, level: PersonLevel, elements: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": level,
        "title": TITLES[level],
        "promises": list(_promises(view, level)),
        "elements": [
            {
                "title": element["title"],
                "questions": [_question(view, level, each) for each in element["questions"]],
            }
            for element in elements
        ],
    }


def _question(view: View, level: PersonLevel, question: Question) -> dict[str, Any]:
    key = SEEN if "O" in question.methods else WRITTEN if "D" in question.methods else ASKED
    return {
        "id": question.id,
        "link": view.selection.link(f"question-{question.id}"),
        "topic": question.topic,
        "practice": PRACTICE[level][key],
        "documents": [
            _document(view, stored.value) for stored in view.selection.documents if _answers(stored.value, question)
        ],
    }


def _answers(policy: Policy, question: Question) -> bool:
    return question.id in policy.answers or any(question.id in each.answers for each in policy.obligations)


def _document(view: View, policy: Policy) -> dict[str, str | None]:
    return {"id": policy.id, "title": policy.title, "link": view.selection.link_to(policy.id)}


def _promises(view: View, level: PersonLevel) -> Iterator[dict[str, Any]]:
    """What documents in force say that people of this level do: named by level, or by a position of that level."""
    for stored in view.selection.documents:
        for obligation in stored.value.obligations:
            if _level_of(view, obligation) == level:
                words = rhythm(obligation.model_copy(update={"by": None}))
                yield {"words": words, "document": _document(view, stored.value)}


def _level_of(view: View, obligation: Obligation) -> str:
    position = view.snapshot.program.positions.get(obligation.by or "")
    return position.value.level if position else obligation.by or ""
