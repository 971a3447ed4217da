"""What has to be done: what is due, and the register of corrective actions. Office edition only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from builder.measure.actions import Action, ActionState, measure_actions
from builder.measure.due import DueItem, measure_due
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, iso, unbroken
from builder.render.site.page import Page
from builder.render.site.table import Table, TableRow
from builder.render.site.words import W, sentence, words

_ID = re.compile(r"(?<![\w/.-])(?:[A-Z]{1,5}-\d{2,5}|[a-z]{2,4}-\d{4,6})(?![\w/-]|\.\w)")
"""An id of anything, standing by itself: not inside a path or a longer id."""

STATE_LOOK = {
    ActionState.OPEN: ("none", "●", "Open"),
    ActionState.OVERDUE: ("bad", "✖", "Overdue"),
    ActionState.CLOSED: ("ok", "✔", "Closed"),
    ActionState.CLOSED_LATE: ("part", "◐", "Closed late"),
}
"""Look, symbol and words of a corrective action's state."""

BUCKETS = ((None, -1, "due_0"), (0, 30, "due_30"), (31, 60, "due_60"), (61, 90, "due_90"))
"""First day, last day, heading; counted from the as-of day."""


def to_do_pages(manual: Manual) -> Iterator[Page]:
    """What is due and the action register, where the edition has them."""
    if manual.is_office:
        yield _due(manual)
        yield _actions(manual)


def with_names(here: Here, text: str) -> str:
    """A fragment such as "shop, September 2026: site inspection" with the unit's name instead of its id."""
    unit, comma, rest = text.partition(", ")
    is_slug = comma and not _ID.fullmatch(unit)
    return f"{here.manual.snapshot.name(unit)}, {rest}" if is_slug else text


def with_links(here: Here, text: str) -> Markup:
    """A sentence in which every id stands as a link, people by their name, and what stands in backticks as code."""
    found = NOTHING
    for number, part in enumerate(text.split("`")):
        found += Markup("<code>{}</code>").format(part) if number % 2 else _linked(here, part)
    return found


def _linked(here: Here, text: str) -> Markup:
    found = NOTHING
    last = 0
    for match in _ID.finditer(text):
        id = match[0]
        shown = here.manual.snapshot.name(id) if id.startswith("P-") else id
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
    head = (W["due_on"], W["what"], W["kind"])
    tables = []
    for first, last, name in BUCKETS:
        rows = tuple(_due_row(here, item) for item in items if in_bucket(item, first, last))
        title = f"{W[name]} ({len(rows)})"
        tables.append(Table(W[name], head, rows, title, none=W["due_none"], wide=(1,)))
    as_of = manual.snapshot.as_of.isoformat()
    intro = f"{W['as_of']} {as_of}. A missed monthly check is no longer due: it is a gap, and the next one is due here."
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    return Page(here.path, W["due"], markdown, hide=("toc",))


def _due_row(here: Here, item: DueItem) -> TableRow:
    late = chip(("bad", "✖", f"{-item.days} days late")) if item.is_overdue else ""
    what = with_links(here, sentence(with_names(here, item.what)))
    document = next((id for id in item.about if id in here.manual.snapshot.program.policy_by_id), None)
    if document and document not in item.what:
        what += Markup(" ({})").format(here.ref(document, document))
    return TableRow((Markup("{} {}").format(iso(item.day), late), what, sentence(words(item.kind))))


def _actions(manual: Manual) -> Page:
    here = manual.here("actions.md")
    actions = measure_actions(manual.snapshot.program, manual.snapshot.as_of)
    still_open = [action for action in actions if action.closed_on is None]
    closed = [action for action in reversed(actions) if action.closed_on is not None]
    closed.sort(key=lambda action: str(action.closed_on), reverse=True)
    head = (W["id"], W["what"], W["priority"], W["owner"], W["due_on"], W["status"], W["age"], "From")
    tables = [
        Table(
            W["actions_open"],
            head,
            tuple(_row(here, each) for each in still_open),
            f"{W['actions_open']} ({len(still_open)})",
            none=W["actions_none"],
            wide=(1,),
        ),
        Table(
            W["actions_closed"],
            head,
            tuple(_row(here, each) for each in closed),
            f"{W['actions_closed']} ({len(closed)})",
            wide=(1,),
        ),
    ]
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro="", tables=tables)
    return Page(here.path, W["actions"], markdown, hide=("toc",))


def _row(here: Here, action: Action) -> TableRow:
    look = STATE_LOOK[action.state]
    late = f"{look[2]}, {action.overdue} days" if action.overdue else look[2]
    return TableRow(
        (
            here.ref(action.id, action.id),
            action.description or "",
            action.priority or "",
            here.ref(action.owner),
            iso(action.due),
            chip(look, late),
            unbroken(f"{action.age} days"),
            here.ref(action.source, action.source),
        )
    )
