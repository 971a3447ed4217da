"""What has to be done, by the day it is due. Office edition only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from builder.measure.due import DueItem, measure_due
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, iso, link
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence, words

_ID = re.compile(r"(?<![\w/.-])(?:[A-Z]{1,5}-\d{2,5}|[a-z]{2,4}-\d{4,6})(?![\w/-]|\.\w)")
"""An id of anything, standing by itself: not inside a path or a longer id."""

_NAMED = ("P-", "C-")
"""Beginnings of the ids that stand for somebody."""

BUCKETS = ((None, -1, "due_0"), (0, 30, "due_30"), (31, 60, "due_60"), (61, 90, "due_90"))
"""First day, last day, heading; counted from the as-of day. The first row of each can be found by the name of its heading."""

OVERDUE = BUCKETS[0][2]
"""The anchor of the first thing that is overdue."""


def to_do_pages(manual: Manual) -> Iterator[Page]:
    """What is due, where the edition has it."""
    if manual.is_office:
        yield _due(manual)


def with_names(here: Here, text: str) -> str:
    """A fragment such as "shop, September 2026: site inspection" with the unit's name instead of its id."""
    unit, comma, rest = text.partition(", ")
    is_slug = comma and not _ID.fullmatch(unit)
    return f"{here.manual.snapshot.name(unit)}, {rest}" if is_slug else text


def without_ids(here: Here, text: str) -> str:
    """A sentence in which people and contractors stand by their name, for a text that is a link itself."""
    return _ID.sub(lambda found: here.manual.snapshot.name(found[0]) if found[0].startswith(_NAMED) else found[0], text)


def with_links(here: Here, text: str) -> Markup:
    """A sentence in which every id stands as a link, people and contractors by their name, and what stands in backticks as code."""
    found = NOTHING
    for number, part in enumerate(text.split("`")):
        found += Markup("<code>{}</code>").format(part) if number % 2 else _linked(here, part)
    return found


def _linked(here: Here, text: str) -> Markup:
    found = NOTHING
    last = 0
    for match in _ID.finditer(text):
        id = match[0]
        shown = here.manual.snapshot.name(id) if id.startswith(_NAMED) else id
        found += text[last : match.start()] + here.ref(id, shown)
        last = match.end()
    return found + text[last:]


def due_items(manual: Manual) -> tuple[DueItem, ...]:
    """Everything overdue or due within ninety days, by day; nothing below office level."""
    return measure_due(manual.snapshot) if manual.is_office else ()


def in_bucket(item: DueItem, first: int | None, last: int) -> bool:
    """Whether an item falls due between two days counted from the as-of day."""
    return (first is None or item.days >= first) and item.days <= last


def _due(manual: Manual) -> Page:
    here = manual.here("due.md")
    items = due_items(manual)
    head = (here.w["due_on"], here.w["what"], here.w["kind"])
    tables = []
    for first, last, name in BUCKETS:
        due = [item for item in items if in_bucket(item, first, last)]
        rows = tuple(_due_row(here, item, "" if number else name) for number, item in enumerate(due))
        title = f"{here.w[name]} ({len(rows)})"
        tables.append(Table(here.w[name], head, rows, title, none=here.w["due_none"], wide=(1,)))
    as_of = manual.snapshot.as_of.isoformat()
    clock = link(here.to("cor-clock.md") or "", "The COR clock")
    intro = Markup(
        "{} {}. A missed monthly check is no longer due: it is a gap, and the next one is due here. {} has the certificate's own days."
    ).format(here.w["as_of"], as_of, clock)
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    return Page(here.path, here.w["due"], markdown, hide=("toc",))


def _due_row(here: Here, item: DueItem, anchor: str) -> TableRow:
    late = chip(("bad", "✖", f"{-item.days} days late")) if item.is_overdue else ""
    what = with_links(here, sentence(with_names(here, item.what)))
    document = next((id for id in item.about if id in here.manual.snapshot.program.policy_by_id), None)
    if document and document not in item.what:
        what += Markup(" ({})").format(here.ref(document, document))
    return TableRow((Markup("{} {}").format(iso(item.day), late), what, sentence(words(item.kind))), anchor)
