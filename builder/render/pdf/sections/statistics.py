"""Injury statistics with their constant, by month and site, and the leading indicators."""

from __future__ import annotations

from typing import Any

from builder.measure.leading import Share, measure_leading
from builder.measure.statistics import PER_HOURS, RECORDABLE, Figures, Statistics, measure_statistics
from builder.model.level import Level
from builder.render.pdf.chart import Bar, Portion, describe_bars
from builder.render.pdf.columns import draw_columns
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

CHART = "incidents-by-month.svg"
CHART_TITLE = "Incidents by month"
_OTHER = "other"
CLASS_WORDS = {"psi": "potentially serious"}
_SHADES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("recordable", RECORDABLE),
    ("first aid", ("first-aid",)),
    ("near miss", ("near-miss",)),
)


def make_statistics(view: View) -> Section | None:
    """The section; None for readers who may not see incidents, because zeros made by redaction would be untrue."""
    if not view.snapshot.level.shows(Level.OFFICE):
        return None
    found = measure_statistics(view.snapshot.program, view.snapshot.as_of)
    leading = measure_leading(view.snapshot, found.first, found.last)
    classes = sorted({name for month in found.months for name in month.incidents})
    bars = _bars(found)
    html = write_html(
        "statistics",
        title="Statistics",
        running=("Statistics", f"{found.first} to {found.last}"),
        found=found,
        per_hours=f"{PER_HOURS:,}",
        classes=[CLASS_WORDS.get(name, name.replace("-", " ")) for name in classes],
        months=[
            *(_row(view, month, classes) for month in found.months),
            _row(view, found.total, classes) | {"records": []},
        ],
        sites=[_row(view, site, classes) for site in found.sites],
        leading=[
            {
                "title": each.title,
                "link": view.selection.link(f"register-{each.record_type}"),
                "total": _share(each.total),
                "months": [_share(share) for share in each.months or (Share(0, 0),) * len(found.months)],
            }
            for each in leading
        ],
        chart=CHART,
        chart_words=describe_bars(bars, CHART_TITLE),
    )
    drawing = draw_columns(bars, title=CHART_TITLE, width=860)
    return Section("statistics", "Statistics", "", html, "statistics", (), {CHART: drawing.encode()})


def _row(view: View, each: Figures, classes: list[str]) -> dict[str, Any]:
    ids = sorted(id for group in each.incidents.values() for id in group)
    return {
        "title": view.naming.site(each.title) if each.title in view.snapshot.program.sites else each.title,
        "hours": f"{each.hours:,}" if each.hours is not None else "not recorded",
        "recordable": each.count(RECORDABLE),
        "counts": [len(each.incidents.get(name, ())) or "" for name in classes],
        "days_lost": each.days_lost,
        "records": [{"text": id, "link": view.selection.link_to(id)} for id in ids],
    }


def _share(share: Share) -> str:
    if share.of is None:
        return str(share.found)
    return f"{share.found}/{share.of}" if share.of else "–"


def _bars(found: Statistics) -> tuple[Bar, ...]:
    bars = []
    for month in found.months:
        counts = [(name, month.count(classes)) for name, classes in _SHADES]
        other = sum(map(len, month.incidents.values())) - sum(count for _, count in counts)
        shades = ("full", "hatched", "empty")
        portions = [Portion(count, name, shade) for (name, count), shade in zip(counts, shades, strict=True)]  # type: ignore[arg-type]
        bars.append(Bar(month.title, (*portions, Portion(other, _OTHER, "grey"))))
    return tuple(bars)
