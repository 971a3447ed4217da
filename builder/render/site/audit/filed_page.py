"""Done and filed: how records reached the repository, what became of them afterwards, and what git can't prove. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median_low

from markupsafe import Markup, escape

from builder.measure.filing.filing import Filing, FilingClass, measure_filing
from builder.record_types import TYPES
from builder.render.anchor_words import list_anchors
from builder.render.filing_lists import list_filings
from builder.render.filing_words import CLASS_WORDS
from builder.render.listing import Cell, Listing, Ref
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import link, unbroken
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.unproven import Limit, list_limits, list_supports

PATH = "done-and-filed.md"
TITLE = "Done and filed"

_KEPT_WHOLE = 32
"""Letters of a cell that is not cut into lines: days, ids and the names of columns."""


def filed_pages(manual: Manual) -> Iterator[Page]:
    """The page about done and filed, where the edition has one."""
    if not manual.is_office:
        return
    here = manual.here(PATH)
    snapshot = manual.snapshot
    if snapshot.history is None:
        intro, tables = f"Filing was not examined. {snapshot.history_note}", []
    else:
        filings = measure_filing(snapshot)
        lists = list_filings(snapshot, filings)
        intro = _intro(manual, filings, [each.title for each in lists if not each.rows])
        tables = [
            *(_table(here, each) for each in lists if each.rows),
            _limits("What git can’t prove", list_limits(snapshot, filings)),
            _limits("What speaks for it here", list_supports(snapshot)),
            *(_table(here, each) for each in list_anchors(snapshot) if each.rows),
            _by_type(here, filings),
        ]
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    yield Page(here.path, TITLE, markdown, hide=("toc",))


def _intro(manual: Manual, filings: Sequence[Filing], nothing: Sequence[str]) -> Markup:
    window = manual.snapshot.window
    counts = {kind: sum(each.kind is kind for each in filings) for kind in FilingClass}
    said = [f"{CLASS_WORDS[kind].lower()}: {counts[kind]:,}" for kind in CLASS_WORDS if counts[kind]]
    first = (
        f"Done is the day of the event; filed is the day its record first reached the branch. {len(filings):,} records of "
        f"{window.first} to {window.last}; {'; '.join(said)}."
    )
    if not nothing:
        return escape(first)
    second = f"Looked for, and nothing found: {', '.join(title[:1].lower() + title[1:] for title in nothing)}."
    return Markup("{}<br>{}").format(first, second)


def _table(here: Here, listing: Listing) -> Table:
    rows = tuple(TableRow(tuple(_cell(here, cell) for cell in row)) for row in listing.rows)
    heading = f"{listing.title} ({len(rows)})"
    return Table(listing.title, listing.head, rows, heading, listing.note, numbers=listing.numbers, wide=listing.wide)


def _cell(here: Here, cell: Cell) -> Markup:
    return Markup("").join(_piece(here, each) for each in (cell if isinstance(cell, tuple) else (cell,)))


def _piece(here: Here, part: str | Ref) -> Markup:
    if isinstance(part, str):
        return unbroken(part) if len(part) <= _KEPT_WHOLE and part[:1].isdigit() else escape(part)
    if part.id in here.manual.snapshot.program.people:
        return here.ref(part.id)
    return here.ref(part.id, part.id)


def _by_type(here: Here, filings: Sequence[Filing]) -> Table:
    classes = [kind for kind in CLASS_WORDS if any(each.kind is kind for each in filings)]
    rows = []
    for name, kind in TYPES.items():
        of_type = [each for each in filings if type(each.stored.value) is kind]
        if of_type:
            days = sorted(each.days for each in of_type if each.kind in (FilingClass.WITHIN, FilingClass.LATER))
            url = here.type(name)
            counts = (sum(each.kind is one for each in of_type) or "–" for one in classes)
            spread = (median_low(days), days[-1]) if days else ("–", "–")
            rows.append(TableRow((link(url, kind.PLURAL) if url else kind.PLURAL, *counts, *spread, kind.FILED_WITHIN)))
    head = ("Type", *(CLASS_WORDS[kind] for kind in classes), "Days after, median", "Longest", "Usual within")
    note = "Median and longest are of those within the usual time and later; of the others the days say nothing."
    return Table("Filed, by type", head, tuple(rows), "By type", note, numbers=tuple(range(1, len(head))))


def _limits(heading: str, limits: Sequence[Limit]) -> Table:
    rows = tuple(TableRow((each.title, each.text)) for each in limits)
    return Table(heading, ("What", "Why"), rows, heading, wide=(1,))
