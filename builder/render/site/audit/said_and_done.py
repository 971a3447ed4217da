"""What the documents promise against what the records show: site by month, with the holes behind every number. Office edition only."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from markupsafe import Markup

from builder.measure.month import Month
from builder.measure.promises.heat import Heat, HeatCell, measure_by_month
from builder.model.coverage import Expected
from builder.model.finding import Finding
from builder.render.site.board.to_do import with_links
from builder.render.site.documents.promises import why
from builder.render.site.language import Words
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, iso, link, unbroken
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import OUTCOME

PATH = "said-and-done.md"
TITLE = "Said and done"

GROUPS = (
    ("inspection", "Inspections"),
    ("flha", "Field-level hazard assessments"),
    ("toolbox-meeting", "Toolbox meetings"),
)
"""What an auditor counts by month: the record type and its heading."""

CODES = frozenset({"COV005", "COV009", "COV010", "COV011", "POL014"})
"""Findings about words and deeds that differ."""


def said_and_done_pages(manual: Manual) -> Iterator[Page]:
    """The page, where the edition has it."""
    if not manual.is_office:
        return
    here = manual.here(PATH)
    tables = [_differences(here, manual)]
    for name, heading in GROUPS:
        heat = measure_by_month(manual.snapshot, record_types=(name,))
        if heat.cells:
            tables += [_heat(here, heat, name, heading), _holes(here, heat, name, heading)]
    window = manual.snapshot.window
    intro = (
        f"Records found of those that the company's own documents promise, {window.first} to {window.last}. A month is the one in which "
        "the period of a record ends. A number with holes leads to them; a blank means that nothing was required."
    )
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    yield Page(here.path, TITLE, markdown, 0.7, hide=("toc",))


def _differences(here: Here, manual: Manual) -> Table:
    rows = tuple(_difference(here, each) for each in manual.findings if each.code in CODES)
    heading = "Words and deeds that differ"
    none = "None: rhythms, forms and roles are as the documents say."
    return Table(heading, ("What", "What to do", "Check"), rows, heading, none=none, wide=(0, 1))


def _difference(here: Here, finding: Finding) -> TableRow:
    url = here.to(f"checks/{finding.code}.md")
    code = link(url, finding.code) if url else unbroken(finding.code)
    return TableRow((with_links(here, finding.message), with_links(here, finding.fix), code))


def _heat(here: Here, heat: Heat, name: str, heading: str) -> Table:
    """Sites by months, and a column for the whole window."""
    rows = []
    for site in heat.sites:
        cells = [heat.cells.get((site, month)) for month in heat.months]
        found = sum(cell.found for cell in cells if cell)
        expected = sum(len(cell.expected) for cell in cells if cell)
        shown = [_cell(here.w, name, site, month, cell) for month, cell in zip(heat.months, cells, strict=True)]
        rows.append(TableRow((here.ref(site) if site else "Company", *shown, f"{found} {here.w['of']} {expected}")))
    head = ("Site", *(_short(month) for month in heat.months), "All")
    numbers = tuple(range(1, len(head)))
    return Table(f"{heading} by site and month", head, tuple(rows), heading, numbers=numbers)


def _cell(w: Words, name: str, site: str, month: Month, cell: HeatCell | None) -> Markup:
    if cell is None:
        return NOTHING
    text = f"{cell.found} {w['of']} {len(cell.expected)}"
    if not cell.missing:
        return unbroken(text)
    # The symbol and the number say it; the colour only repeats it.
    label = chip(("bad", "✖", ""), text)
    return Markup('<a href="#{}">{}</a>').format(_anchor(name, site, month), label)


def _anchor(name: str, site: str, month: Month) -> str:
    return f"holes-{name}-{site or 'company'}-{month[0]}-{month[1]:02}"


def _holes(here: Here, heat: Heat, name: str, heading: str) -> Table:
    rows = []
    for (site, month), cell in sorted(heat.cells.items()):
        for number, each in enumerate(cell.missing):
            rows.append(_hole(here, each, _anchor(name, site, month) if number == 0 else ""))
    label = f"{heading}: what is missing"
    head = ("Site", here.w["period"], "By", here.w["due_on"], here.w["outcome"], here.w["reason"], "Promised in")
    return Table(
        label, head, tuple(rows), note=f"Missing: {len(rows)}." if rows else "", none="Nothing is missing.", wide=(5,)
    )


def _hole(here: Here, each: Expected, anchor: str) -> TableRow:
    cells = (
        here.ref(each.unit) if each.unit else "Company",
        each.period,
        each.by.replace("-", " "),
        iso(each.due),
        chip(OUTCOME[each.outcome]),
        why(here, each),
        here.ref(each.document, each.document),
    )
    return TableRow(cells, anchor)


def _short(month: Month) -> str:
    return f"{calendar.month_abbr[month[1]]} {month[0] % 100:02}"
