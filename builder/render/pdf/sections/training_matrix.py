"""The training matrix: everyone employed on the as-of day by every course that somebody needs or holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from builder.measure.people.competence import Lapse, Standing, measure_competence
from builder.measure.people.training import TrainingCell, TrainingMatrix, Validity, end_of, measure_training
from builder.model.day import add_months
from builder.render.pdf.chart import Bar, Portion, describe_bars
from builder.render.pdf.columns import draw_columns
from builder.render.pdf.sections.rhythm import month_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

RECORD_TYPE = "training"
CHART = "certificates-ahead.svg"
CHART_TITLE = "Required certificates that run out, by month"
MONTHS_AHEAD = 12
COURSES_ACROSS = 22
"""Columns that fit across a landscape page."""


def make_training_matrix(view: View) -> Section:
    """The matrix on a wide page, and who worked with a certificate that had run out."""
    matrix = measure_training(view.snapshot.program, view.snapshot.as_of)
    competence = measure_competence(view.snapshot.program, view.snapshot.window)
    counts = Counter(cell.validity for cell in matrix.cells.values() if cell.is_required)
    ahead = _running_out(matrix)
    bars = _bars(ahead, matrix.day)
    html = write_html(
        "training_matrix",
        title="Training matrix",
        running=(view.element_title("training"), "Training matrix"),
        blocks=_blocks(view, matrix),
        required=sum(counts.values()),
        valid=counts[Validity.VALID] + counts[Validity.SOON],
        soon=counts[Validity.SOON],
        expired=counts[Validity.EXPIRED],
        missing=counts[Validity.MISSING],
        chart=CHART if ahead else "",
        chart_words=describe_bars(bars, CHART_TITLE),
        ahead=_by_month(view, ahead),
        worked=[_worked(view, each) for each in competence.lapses],
        examined=f"People at work: {competence.people}. Days at work, one person on one day each: {competence.person_days:,}. Times a required "
        f"ticket was held against a day: {competence.tickets:,}. The days come from timesheets, crew lists, permits and assessments.",
    )
    assets = {CHART: draw_columns(bars, title=CHART_TITLE, width=860).encode()} if ahead else {}
    return Section("training-matrix", "Training matrix", "training", html, "training-matrix", (), assets)


def _running_out(matrix: TrainingMatrix) -> list[TrainingCell]:
    """Required certificates that are valid and run out in the months looked at, by day."""
    last = add_months(matrix.day.replace(day=1), MONTHS_AHEAD)
    found = [
        cell
        for cell in matrix.cells.values()
        if cell.is_required and cell.expires and matrix.day <= cell.expires < last
    ]
    return sorted(found, key=lambda cell: (cell.expires or matrix.day, cell.course, cell.person))


def _bars(ahead: Sequence[TrainingCell], day: date) -> tuple[Bar, ...]:
    counts = Counter((cell.expires.year, cell.expires.month) for cell in ahead if cell.expires)
    months = [add_months(day.replace(day=1), number) for number in range(MONTHS_AHEAD)]
    return tuple(
        Bar(month_words((month.year, month.month)), (Portion(counts[month.year, month.month], "run out", "full"),))
        for month in months
    )


def _by_month(view: View, ahead: Sequence[TrainingCell]) -> list[dict[str, Any]]:
    """The same as a table: each month with its certificates."""
    months: dict[str, list[dict[str, Any]]] = {}
    for cell in ahead:
        if cell.expires:
            who = view.naming.person(cell.person, RECORD_TYPE)
            text = f"{who}: {cell.course.replace('-', ' ')}, {cell.expires.isoformat()}"
            link = view.selection.link_to(cell.record) if cell.record else None
            months.setdefault(month_words((cell.expires.year, cell.expires.month)), []).append(
                {"text": text, "link": link}
            )
    return [{"month": month, "certificates": found} for month, found in months.items()]


def _worked(view: View, lapse: Lapse) -> dict[str, Any]:
    certificate = lapse.certificate.value.id if lapse.certificate else ""
    standing = {Standing.MISSING: "none by then", Standing.UNVERIFIED: "seen by nobody"}.get(lapse.standing, "")
    if lapse.certificate and lapse.standing is Standing.EXPIRED:
        standing = f"ran out on {end_of(lapse.certificate).isoformat()}"
    return {
        "person": view.naming.person(lapse.person, RECORD_TYPE),
        "course": lapse.course.replace("-", " "),
        "record": certificate,
        "link": view.selection.link_to(certificate) if certificate else None,
        "standing": standing,
        "days": [
            {"text": f"{day.isoformat()} ({record})", "link": view.selection.link_to(record)}
            for day, record in lapse.days
        ],
    }


def _blocks(view: View, matrix: TrainingMatrix) -> list[dict[str, Any]]:
    """The matrix in as few tables as fit the page, of about the same width, everyone in each."""
    if not matrix.people:
        return []
    tables = -(-len(matrix.courses) // COURSES_ACROSS) or 1
    return [
        {
            "courses": [course.replace("-", " ") for course in courses],
            "rows": [_row(view, matrix, person, courses) for person in matrix.people],
        }
        for courses in batched(matrix.courses, -(-len(matrix.courses) // tables) or 1)
    ]


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The items in pieces of equal size, the last one shorter; one empty piece for no items."""
    for start in range(0, max(len(items), 1), size):
        yield items[start : start + size]


def _row(view: View, matrix: TrainingMatrix, person: str, courses: Sequence[str]) -> dict[str, Any]:
    stored = view.snapshot.program.people.get(person)
    employment = stored.value.employment_on(matrix.day) if stored else None
    return {
        "person": view.naming.person(person, RECORD_TYPE),
        "position": view.snapshot.name(employment.position) if employment else "",
        "cells": [_cell(view, matrix.cells.get((person, course))) for course in courses],
    }


def _cell(view: View, cell: TrainingCell | None) -> dict[str, Any]:
    """The month in which it runs out, or a sign: nothing where the course is neither needed nor held."""
    if cell is None:
        return {"text": "", "link": None, "is_hole": False}
    until = f"{cell.expires:%Y-%m}" if cell.expires else "✓"
    text = {
        Validity.VALID: until,
        Validity.SOON: f"{until}*",
        Validity.EXPIRED: f"✗ {until}",
        Validity.MISSING: "○",
    }[cell.validity]
    return {
        "text": text if cell.is_required else f"({text})",
        "link": view.selection.link_to(cell.record) if cell.record else None,
        "is_hole": cell.is_required and cell.validity in (Validity.EXPIRED, Validity.MISSING),
    }
