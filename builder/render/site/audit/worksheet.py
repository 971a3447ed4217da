"""The worksheet of an internal audit: the questions by element, what the repository holds, and room for what only people can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from builder.measure.cycle.returning import Said, list_said
from builder.model.coverage import Answer
from builder.render.site.board.to_do import with_links, with_names
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, lines, link
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import METHODS, STATUS, sentence

WORKSHEET = "audit-worksheet.md"

SHOWN_MISSING = 4
"""Missing things listed in a cell; the question's own page has all."""


def worksheet_pages(manual: Manual) -> Iterator[Page]:
    """The worksheet, where the edition has it."""
    if not manual.is_office:
        return
    here = manual.here(WORKSHEET)
    earlier = _by_question(manual)
    tables = [
        Table(
            f"Element {element.partner.number}",
            ("Question", "What the repository holds", "Interviews", "Observation"),
            tuple(_row(here, answer, earlier.get(answer.question.id, ())) for answer in element.answers),
            f"{element.partner.number} {element.partner.name}",
            wide=(0, 1, 2, 3),
        )
        for element in manual.snapshot.coverage.elements
    ]
    intro = (
        "For an audit of your own program: print it, walk the sites, talk to people of every level, and write what they say without their "
        "names. What the repository holds is filled in; the rest is yours, and a dash means that the question is not asked that way. File each finding as an audit finding with its action."
    )
    body = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    yield Page(here.path, "Audit worksheet", body, is_searched=False, hide=("toc",))


def _by_question(manual: Manual) -> Mapping[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {}
    for each in list_said(manual.snapshot.program):
        if each.question:
            found.setdefault(each.question, []).append(each)
    return {question: tuple(said) for question, said in found.items()}


def _row(here: Here, answer: Answer, earlier: tuple[Said, ...]) -> TableRow:
    question = answer.question
    methods = ", ".join(METHODS[each].lower() for each in question.methods)
    url = here.question(question.id)
    id = link(url, question.id) if url else question.id
    asked = [Markup("{} {}").format(id, question.topic), Markup('<span class="m-quiet">{}</span>').format(methods)]
    asked += [Markup("{}: {}").format(here.ref(each.id, each.id), each.text) for each in earlier]
    return TableRow((lines(asked), _held(here, answer), *(_room(answer, each) for each in ("I", "O"))))


def _held(here: Here, answer: Answer) -> Markup:
    if "D" not in answer.question.methods:
        return NOTHING
    count = "" if answer.expected is None else f"{answer.found} of {answer.expected}"
    parts = [Markup("{} {}").format(chip(STATUS[answer.status]), count)]
    shown = answer.missing[:SHOWN_MISSING]
    parts += [Markup("missing: {}").format(with_links(here, with_names(here, each))) for each in shown]
    if len(answer.missing) > len(shown):
        parts.append(Markup("and {} more").format(len(answer.missing) - len(shown)))
    if not answer.missing and answer.reason:
        parts.append(with_links(here, sentence(answer.reason)))
    return lines(parts)


def _room(answer: Answer, method: str) -> str:
    """An empty cell where the question is asked that way, a dash where it is not."""
    return "" if method in answer.question.methods else "–"
