"""The question sheet as files beside the pack: a workbook and a CSV, the same bytes for the same pack."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.day import write_day
from builder.render.pdf.sections.register_table import write_csv
from builder.render.pdf.sections.view import View
from builder.render.question_sheet.evidence import EVIDENCE_COLUMNS, list_evidence
from builder.render.question_sheet.rows import Cell, Column, Sheet, has_sheet, make_sheet
from builder.render.question_sheet.workbook import write_workbook

ABOUT_COLUMNS = (Column("About", 30), Column("", 110))


def write_question_files(view: View, stem: str) -> list[tuple[str, bytes, str]]:
    """Name, bytes and what each is, of the workbook and the CSV; nothing where the pack has no question sheet.

    Args:
        view: The material of the pack, at the level of its profile.
        stem: The name that the files of the pack share.
    """
    if not has_sheet(view):
        return []
    sheet = make_sheet(view)
    workbook = write_workbook(
        (
            ("Questions", sheet.columns, sheet.rows),
            ("Evidence", EVIDENCE_COLUMNS, list(list_evidence(view, sheet.facts))),
            ("About", ABOUT_COLUMNS, list(_about(view, sheet))),
        )
    )
    table = [[column.title for column in sheet.columns], *([_text(cell) for cell in row] for row in sheet.rows)]
    return [
        (f"{stem}-questions.csv", write_csv(table), "question sheet (CSV)"),
        (f"{stem}-questions.xlsx", workbook, "question sheet (Excel)"),
    ]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _about(view: View, sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    snapshot = view.snapshot
    company = snapshot.program.company.value if snapshot.program.company else None
    partner = snapshot.standard.partners.get(snapshot.coverage.partner)
    overlay = snapshot.program.overlay
    told = sorted({row.site for facts in sheet.facts for row in facts.rows if row.site})
    yield (
        "What this is",
        "The documentation step of the audit, question by question and site by site: facts to copy, no verdicts.",
    )
    yield "Company", company.name if company else "not named"
    yield "Standard", f"{snapshot.standard.title}, edition {snapshot.standard.edition}"
    yield "Certifying partner", partner.name if partner else snapshot.coverage.partner
    yield (
        "Partner's numbers",
        overlay.value.instrument if overlay else "none: the company gave no overlay of its instrument",
    )
    yield "Period", f"{write_day(snapshot.window.first)} to {write_day(snapshot.window.last)}"
    yield "Judged as of", write_day(snapshot.as_of)
    yield "Sites told apart", "; ".join(f"{snapshot.name(site)} ({site})" for site in told) or "none"
    yield "Sites chosen", "by the auditor" if view.choice.sites else "all that were active in the period"
    yield from HELP


HELP: tuple[tuple[str, str], ...] = (
    ("n", "Found: records of those that are required, or members of a population that are as they should be."),
    (
        "m",
        "Required, with what it is counted from beside it. “unknown” where no document of the company says how many there must be. What is explained is missing all the same and stays in m.",
    ),
    ("On time", "How many of n were done by the day on which they were due."),
    ("Facts", "Finished text in point form, for the comment of the question at that site."),
    (
        "Filed",
        "Days from the event to the day the record entered the repository. It says nothing about when a form was filled in.",
    ),
    (
        "Example",
        "One record behind the answer, as most of them look. It names no person, position, site or day; a month, a quarter or a year is given where at least five such records share it, and counts under five are merged.",
    ),
    (
        "People",
        "No name and no id of a person stands in this workbook. Where something is kept for each person, people are counted.",
    ),
    ("Pages", "The pack's index of records gives the page of every id; the registers stand there whole."),
    (
        "Yellow columns",
        "Room for the auditor's own note, interviews and observation. Nothing of them goes back to the company.",
    ),
)
"""How to read the sheet."""
