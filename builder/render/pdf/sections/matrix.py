"""The coverage matrix: every question in the partner's order, its status, n of m, and the page to turn to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.measure.answers.readiness import partner_numbers
from builder.model.coverage import Answer, Status
from builder.render.pdf.chart import Bar, Portion, Shade, describe_bars, draw_bars
from builder.render.pdf.sections.element import last_day
from builder.render.pdf.sections.section import STATUS_WORDS, Section, write_html
from builder.render.pdf.sections.view import View
from builder.render.question_sheet.rows import has_sheet

CHART = "coverage-by-element.svg"
CHART_TITLE = "Questions by element and status"
SHADES: Mapping[Status, Shade] = {
    Status.EVIDENCE: "full",
    Status.PARTIAL: "hatched",
    Status.MISSING: "empty",
    Status.NOT_APPLICABLE: "grey",
}


def make_matrix(view: View, pages: Mapping[str, int | str]) -> Section:
    """The matrix with page numbers.

    Args:
        view: The material.
        pages: Page of the pack for each anchor; an unknown one prints nothing.
    """
    coverage = view.snapshot.coverage
    overlay = view.snapshot.program.overlay
    bars = _bars(view)
    html = write_html(
        "matrix",
        title="Coverage matrix",
        running=("Coverage matrix", view.snapshot.standard.title),
        elements=[
            {
                "number": element.partner.number,
                "name": element.partner.name,
                "key": element.element.key,
                "page": pages.get(f"element-{element.element.key}", ""),
                "sheet": pages.get(f"sheet-{element.element.key}", ""),
                "counts": [element.count(status) for status in Status],
                "rows": [_row(answer, pages) | _numbers(view, answer) for answer in element.answers],
            }
            for element in coverage.elements
        ],
        counts=[(STATUS_WORDS[status], _count(view, status)) for status in Status],
        questions=len(coverage.answers()),
        has_numbers=overlay is not None,
        has_sheet=has_sheet(view),
        instrument=overlay.value.instrument if overlay else "",
        chart=CHART if coverage.answers() else "",
        chart_words=describe_bars(bars, CHART_TITLE),
    )
    assets = {CHART: draw_bars(bars, title=CHART_TITLE).encode()} if coverage.answers() else {}
    return Section("coverage-matrix", "Coverage matrix", "", html, "coverage-matrix", (), assets)


def _row(answer: Answer, pages: Mapping[str, int | str]) -> dict[str, Any]:
    last = last_day(answer)
    asked = bool(answer.question.needs)
    return {
        "id": answer.question.id,
        "topic": answer.question.topic,
        "methods": " ".join(answer.question.methods),
        "status": answer.status,
        "count": _count_words(answer) if asked else "–",
        "on_time": str(answer.on_time) if asked and answer.expected else "–",
        "last": last.isoformat() if last else "–",
        "page": pages.get(f"question-{answer.question.id}", ""),
        "sheet": pages.get(f"sheet-{answer.question.id}", ""),
    }


def _numbers(view: View, answer: Answer) -> dict[str, Any]:
    return {"numbers": ", ".join(partner_numbers(view.snapshot, answer.question.id))}


def _count_words(answer: Answer) -> str:
    return f"{answer.found} of {answer.expected if answer.expected is not None else '?'}"


def _count(view: View, status: Status) -> int:
    return sum(answer.status is status for answer in view.snapshot.coverage.answers())


def _bars(view: View) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            f"{element.partner.number} {element.partner.name}",
            tuple(Portion(element.count(status), " ".join(STATUS_WORDS[status]), SHADES[status]) for status in Status),
        )
        for element in view.snapshot.coverage.elements
    )
