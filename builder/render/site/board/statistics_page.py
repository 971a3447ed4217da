"""Injury statistics and leading indicators, each number with what is behind it. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from builder.measure.leading import Leading, Share, measure_leading
from builder.measure.statistics import PER_HOURS, RECORDABLE, TOTAL, Figures, Rate, Statistics, measure_statistics
from builder.render.site.board.board_charts import leading_anchor, month_anchor
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, unbroken
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence, words

PATH = "statistics.md"


def statistics_pages(manual: Manual) -> Iterator[Page]:
    """The page of statistics, where the edition has one."""
    if not manual.is_office:
        return
    here = manual.here(PATH)
    found = measure_statistics(manual.snapshot.program, manual.snapshot.as_of)
    leading = measure_leading(manual.snapshot, found.first, found.last)
    tables = [
        _rates(found),
        _figures(here, "By month", "Month", (*found.months, found.total)),
        _figures(here, "By site", "Site", found.sites),
        _leading(here, found, leading),
        _trends(found),
    ]
    intro = (
        f"Twelve whole months, {found.first} to {found.last}. Rates are cases or days × {PER_HOURS:,} ÷ hours worked; "
        "first aid and near misses are in no rate. With few hours one case moves a rate by a lot: read the counts first. "
        "The records behind every count stand in the last column of the tables by month and by site."
    )
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    yield Page(here.path, "Statistics", markdown, hide=("toc",))


def value_of(rate: Rate) -> str:
    """The rate to one place, or why there is none."""
    return str(rate.value) if rate.value is not None else f"n/a: {rate.why_not}"


def share_words(share: Share) -> str:
    """The share in words: "11 of 12", or the number alone where nothing says how many are required."""
    if share.of is None:
        return str(share.found)
    return f"{share.found} of {share.of}" if share.of else "–"


def _rates(found: Statistics) -> Table:
    rows = tuple(
        TableRow((f"{rate.title} ({rate.name})", sentence(rate.formula), rate.count, f"{rate.hours:,}", value_of(rate)))
        for rate in found.rates
    )
    head = ("Rate", "How it is made", "Cases or days", "Hours", f"On {PER_HOURS:,} hours")
    return Table("Rates", head, rows, "Rates", numbers=(2, 3, 4), wide=(1,))


def _figures(here: Here, heading: str, first: str, rows: tuple[Figures, ...]) -> Table:
    classes = sorted({name for each in rows for name in each.incidents})
    head = (
        first,
        "Hours",
        "Recordable",
        *(sentence("potentially serious" if name == "psi" else words(name)) for name in classes),
        "Days lost",
        "Records",
    )
    numbers = tuple(range(1, len(classes) + 4))
    return Table(heading, head, tuple(_row(here, each, classes) for each in rows), heading, numbers=numbers)


def _row(here: Here, each: Figures, classes: list[str]) -> TableRow:
    ids = sorted(id for group in each.incidents.values() for id in group)
    is_site = each.title in here.manual.snapshot.program.sites
    title = here.ref(each.title) if is_site else unbroken(each.title)
    hours = f"{each.hours:,}" if each.hours is not None else "not recorded"
    counts = (len(each.incidents.get(name, ())) or "" for name in classes)
    shown = NOTHING if each.title == TOTAL else Markup(", ").join(here.ref(id, id) for id in ids)
    anchor = month_anchor(each.title) if each.title[:4].isdigit() else ""
    return TableRow((title, hours, each.count(RECORDABLE), *counts, each.days_lost, shown), anchor)


def _leading(here: Here, found: Statistics, leading: tuple[Leading, ...]) -> Table:
    head = ("Done of what is promised", "Twelve months", *(month.title for month in found.months))
    rows = []
    for each in leading:
        url = here.type(each.record_type)
        title = Markup('<a href="{}">{}</a>').format(url, each.title) if url else each.title
        months = each.months or (Share(0, 0),) * len(found.months)
        rows.append(
            TableRow((title, share_words(each.total), *map(share_words, months)), leading_anchor(each.record_type))
        )
    note = "What is promised and missing stands record by record with each document's promises."
    return Table("Leading indicators", head, tuple(rows), "Leading indicators", note, wide=(0,))


def _trends(found: Statistics) -> Table:
    rows = tuple(TableRow((each.title, each.before, each.now, sentence(each.words))) for each in found.trends)
    none = "There are no hours on record for the whole of the twelve months before, so nothing can be compared."
    head = ("What", "Twelve months before", "These twelve months", "The difference is")
    return Table("Trend", head, rows, "Trend", none=none, numbers=(1, 2))
