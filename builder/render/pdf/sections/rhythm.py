"""Promised records by month: inspections by site, and every promise of every document, n of m."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from builder.measure.month import Month, list_months
from builder.model.coverage import Expected, Outcome
from builder.record_types import TYPES
from builder.render.pdf.chart import Bar, Portion, describe_bars
from builder.render.pdf.columns import draw_columns
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

CHART = "inspections-by-month.svg"
CHART_TITLE = "Inspections required, by month"
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class MonthCell:
    """What was promised for a month and what is there.

    Attributes:
        text: "4/4", "–" where nothing was required, nothing where nothing was promised.
        late: How many of the found were late.
        is_hole: Whether one is missing, explained or not.
    """

    text: str = ""
    late: int = 0
    is_hole: bool = False


@dataclass(frozen=True)
class MonthRow:
    """A unit or a promise over the months."""

    heads: tuple[str, ...]
    link: str | None
    cells: tuple[MonthCell, ...]
    total: MonthCell


def make_inspection_matrix(view: View) -> Section:
    """Inspections by site (or asset) and month."""
    expected = [each for each in view.snapshot.expected if each.record_type == "inspection"]
    months = list_months(view.snapshot.window)

    def heads(each: Expected) -> tuple[str, ...]:
        return (view.naming.site(each.unit) or "company", (each.kind or "").replace("-", " "))

    def link(each: Expected) -> str | None:
        return view.selection.link(f"register-{each.record_type}")

    bars = _bars(expected, months)
    html = write_html(
        "rhythm",
        title="Inspections by site and month",
        running=(view.element_title("inspections"), "Inspections by site and month"),
        anchor="inspections-by-month",
        heading="Inspections by site and month",
        level="h2",
        columns=("Site or asset", "Kind"),
        months=[month_words(month) for month in months],
        rows=tabulate_months(expected, months, heads, link),
        totals=tabulate_months(expected, months, lambda _: ("All inspections", ""), lambda _: None),
        chart=CHART if expected else "",
        chart_words=describe_bars(bars, CHART_TITLE),
    )
    title = "Inspections by site and month"
    assets = {CHART: draw_columns(bars, title=CHART_TITLE, width=860).encode()} if expected else {}
    return Section("inspections-by-month", title, "inspections", html, "inspections-by-month", (), assets)


def _bars(expected: Iterable[Expected], months: tuple[Month, ...]) -> tuple[Bar, ...]:
    """What was required of each month: done in time, done late, missing."""
    by_month = _by_month((each for each in expected if each.is_required), months)
    bars = []
    for month in months:
        found = by_month.get(month, ())
        late = sum(each.outcome is Outcome.LATE for each in found)
        missing = sum(not each.is_found for each in found)
        on_time = len(found) - late - missing
        portions = (
            Portion(on_time, "on time", "full"),
            Portion(late, "late", "hatched"),
            Portion(missing, "missing", "empty"),
        )
        bars.append(Bar(month_words(month), portions))
    return tuple(bars)


def make_promises(view: View) -> Section:
    """Every promise of every document by month: the whole of n of m on a page or two."""
    months = list_months(view.snapshot.window)

    def heads(each: Expected) -> tuple[str, ...]:
        kind = TYPES.get(each.record_type)
        name = kind.TITLE if kind else each.record_type
        return (each.document, f"{name}: {each.kind.replace('-', ' ')}" if each.kind else name)

    html = write_html(
        "rhythm",
        title="Promised records by month",
        running=("Promised records by month", ""),
        anchor="promised-records",
        heading="Promised records by month",
        level="h1",
        columns=("Document", "Record"),
        months=[month_words(month) for month in months],
        rows=tabulate_months(
            view.snapshot.expected, months, heads, lambda each: view.selection.link(f"doc-{each.document}")
        ),
        totals=(),
        chart="",
    )
    return Section("promised-records", "Promised records by month", "", html, "promised-records")


def tabulate_months(
    expected: Iterable[Expected],
    months: tuple[Month, ...],
    heads: Callable[[Expected], tuple[str, ...]],
    link: Callable[[Expected], str | None],
) -> list[MonthRow]:
    """Expected records as rows of months: each stands in the month in which its period ends."""
    groups: dict[tuple[str, ...], list[Expected]] = defaultdict(list)
    for each in expected:
        groups[heads(each)].append(each)
    rows = []
    for name, group in sorted(groups.items()):
        by_month: Mapping[Month, list[Expected]] = _by_month(group, months)
        cells = tuple(_cell(by_month.get(month, ())) for month in months)
        rows.append(MonthRow(name, link(group[0]), cells, _cell(group)))
    return rows


def _by_month(group: Iterable[Expected], months: tuple[Month, ...]) -> Mapping[Month, list[Expected]]:
    found: dict[Month, list[Expected]] = defaultdict(list)
    for each in group:
        # A period that ends outside the window is printed at its edge, so that the months add up to the total.
        month = _month(each.last)
        found[min(max(month, months[0]), months[-1])].append(each)
    return found


def _month(day: date) -> Month:
    return day.year, day.month


def _cell(group: Iterable[Expected]) -> MonthCell:
    listed = list(group)
    if not listed:
        return MonthCell()
    required = [each for each in listed if each.is_required]
    if not required:
        return MonthCell("–")
    found = sum(each.is_found for each in required)
    late = sum(each.outcome is Outcome.LATE for each in required)
    return MonthCell(f"{found}/{len(required)}", late, found < len(required))


def month_words(month: Month) -> str:
    """A month as the head of a column: "Nov 2025"."""
    return f"{_NAMES[month[1] - 1]} {month[0]}"
