"""The question sheet as a table: one row for each question and site, each cell finished text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.measure.answers.question_facts import state_facts
from builder.measure.answers.question_points import QuestionPoints, points_by_question
from builder.measure.sampling.visited_sites import visited_sites
from builder.model.level import Level
from builder.model.question_facts import QuestionFacts, SiteFacts
from builder.record_types import TYPES
from builder.render.pdf.sections.section import STATUS_WORDS
from builder.render.pdf.sections.view import View

BULLET = "• "
"""Before each fact: no sign with which a spreadsheet would begin a formula."""

SHOWN_MISSES = 6
"""Misses named in the text to copy; all of them stand in the column beside it."""

WHOLE_COMPANY = "Whole company"
NO_SITE = "Whole company: what is told of no site"

Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """A column of the sheet.

    Attributes:
        title: Its head.
        width: In characters, for the workbook.
        is_room: Whether it is left empty for the auditor.
    """

    title: str
    width: int
    is_room: bool = False


COLUMNS = (
    Column("Element no.", 9),
    Column("Element", 22),
    Column("Question", 9),
    Column("Partner's number", 11),
    Column("Topic", 34),
    Column("Verified by", 10),
    Column("Documents show", 14),
    Column("Site id", 14),
    Column("Site", 22),
    Column("n", 7),
    Column("m", 7),
    Column("On time", 8),
    Column("m counted from", 34),
    Column("Facts", 72),
    Column("Missing, late or not as it should be", 44),
    Column("Example, naming nobody", 36),
    Column("Evidence ids", 40),
    Column("Where in the pack", 28),
    Column("Auditor's note", 40, is_room=True),
    Column("Interview: the auditor's to ask", 30, is_room=True),
    Column("Observation: the auditor's to see", 30, is_room=True),
)
"""Columns in the order in which an auditor copies: what is asked, where, how many, the words, and what stands behind them."""

POINT_COLUMNS = (
    Column("Points D", 9),
    Column("Points I", 9),
    Column("Points O", 9),
    Column("Points D shown, from", 11),
    Column("Points D shown, to", 11),
)
"""Only in the company's own copy, with an overlay that gives points."""


@dataclass(frozen=True)
class Sheet:
    """The whole sheet.

    Attributes:
        columns: Heads and widths.
        rows: As many cells as there are columns.
        facts: What they were made from.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    facts: tuple[QuestionFacts, ...]


def has_sheet(view: View) -> bool:
    """Whether a pack has a question sheet: one with evidence has, unless it is for everybody; its facts are office knowledge."""
    return view.choice.kind == "evidence" and view.snapshot.level.shows(Level.OFFICE)


def list_facts(view: View) -> tuple[QuestionFacts, ...]:
    """The facts of all questions, told by the sites that the auditor chose, or by all that were active."""
    return state_facts(view.snapshot, [site.id for site in visited_sites(view.snapshot, view.choice.sites)])


def make_sheet(view: View) -> Sheet:
    """The table behind workbook and CSV. No person's name or id stands in it, points only in the company's own copy."""
    facts = list_facts(view)
    points = points_by_question(view.snapshot) if view.naming.profile == "internal" else {}
    columns = (*COLUMNS, *POINT_COLUMNS) if points else COLUMNS
    rows = tuple(
        (*_cells(view, question, row), *(_points(points.get(question.question.id, ())) if points else ()))
        for question in facts
        for row in question.rows
    )
    return Sheet(columns, rows, facts)


def site_words(view: View, question: QuestionFacts, row: SiteFacts) -> str:
    """The site of a row by its name; what a row without a site stands for."""
    if row.site:
        return view.snapshot.name(row.site)
    return NO_SITE if len(question.rows) > 1 else WHOLE_COMPANY


def point_form(row: SiteFacts) -> tuple[str, ...]:
    """The facts of a row with what is missing: all that an auditor pastes, a line each."""
    if not row.missing:
        return row.lines
    more = len(row.missing) - SHOWN_MISSES
    named = "; ".join(row.missing[:SHOWN_MISSES]) + (f"; and {more} more, listed" if more > 0 else "")
    return (*row.lines, f"Missing, late or not as it should be, {len(row.missing)}: {named}.")


def status_cell(question: QuestionFacts) -> str:
    """The status in the matrix's word, with its reason where it doesn't apply."""
    return STATUS_WORDS[question.status][1]


def _cells(view: View, question: QuestionFacts, row: SiteFacts) -> Iterator[Cell]:
    asked, main = question.question, row.main
    yield question.element.number
    yield question.element.name
    yield asked.id
    yield ", ".join(question.numbers)
    yield asked.topic
    yield " ".join(asked.methods)
    yield status_cell(question)
    yield row.site
    yield site_words(view, question, row)
    yield main.found if main else None
    yield _required(row)
    yield main.on_time if main and main.expected else None
    yield main.source if main else ""
    yield "\n".join(f"{BULLET}{line}" for line in point_form(row))
    yield "\n".join(row.missing)
    yield question.example
    yield ", ".join(item.id for item in row.evidence if item.kind != "register")
    yield "; ".join(_places(row))
    yield ""
    yield "" if "I" in asked.methods else "not asked"
    yield "" if "O" in asked.methods else "not asked"


def _required(row: SiteFacts) -> Cell:
    if row.main is None:
        return None
    return "unknown" if row.main.expected is None else row.main.expected


def _places(row: SiteFacts) -> Iterator[str]:
    """Where the evidence stands: documents by id, records by their register."""
    documents = [item.id for item in row.evidence if item.kind == "policy"]
    if documents:
        yield f"documents {', '.join(documents)}"
    for name in dict.fromkeys(item.kind for item in row.evidence if item.kind in TYPES):
        yield f"register of {TYPES[name].PLURAL.lower() if TYPES[name].PLURAL[1:2].islower() else TYPES[name].PLURAL}"
    if any(item.kind == "register" for item in row.evidence):
        yield "scope sheet"


def _points(points: Sequence[QuestionPoints]) -> Iterator[Cell]:
    yield _lines(str(each.possible.D) for each in points)
    yield _lines(str(each.possible.I) for each in points)
    yield _lines(str(each.possible.O) for each in points)
    yield _lines(f"{float(each.documentation.low):g}" for each in points)
    yield _lines(f"{float(each.documentation.high):g}" for each in points)


def _lines(words: Iterator[str]) -> Cell:
    """One line for each question of the instrument; a number where there is but one whole number."""
    listed = list(words)
    return int(listed[0]) if len(listed) == 1 and listed[0].isdigit() else "\n".join(listed)
