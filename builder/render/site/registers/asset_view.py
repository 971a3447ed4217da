"""How a piece of equipment stands, for cells and sentences: one label, one sentence, what comes next."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from builder.measure.upkeep import Standing, Step, Upkeep
from builder.render.site.manual import Here
from builder.render.site.markup import NOTHING, chip, iso
from builder.render.site.registers.table import TableRow
from builder.render.site.words import sentence, words

LOOK = {
    Standing.OUT: ("bad", "✖"),
    Standing.OVERDUE: ("bad", "▲"),
    Standing.SOON: ("part", "▲"),
    Standing.GOOD: ("ok", "✔"),
    Standing.UNKNOWN: ("none", "–"),
    Standing.GONE: ("none", "✖"),
}
"""Look and symbol of a standing; its word is the interface's `standing_…`."""


def standing_chip(here: Here, standing: Standing) -> Markup:
    """The standing as a label with its symbol and its word."""
    kind, symbol = LOOK[standing]
    return chip((kind, symbol, here.w[f"standing_{standing}"]))


def standing_sentence(here: Here, upkeep: Upkeep) -> str:
    """What somebody who stands before the thing has to know first."""
    w = here.w
    if upkeep.standing is Standing.OUT:
        return w["asset_out"].format(day=here.day(upkeep.maintenance[0].date))
    if upkeep.standing is Standing.GONE:
        return w["asset_gone"]
    step = next((step for step in upkeep.steps if step.standing is upkeep.standing), None)
    if step is None or step.due is None:
        return w["asset_unknown"]
    return w[f"asset_{upkeep.standing}"].format(what=here.say("record_kinds", step.kind), day=here.day(step.due))


def kind_words(kind: str) -> str:
    """A kind of maintenance or inspection as people say it."""
    return sentence(words(kind))


def next_words(here: Here, step: Step | None) -> Markup:
    """What is due next and by when; nothing where no day is known."""
    return Markup("{} {}").format(iso(step.due), here.say("record_kinds", step.kind).lower()) if step else NOTHING


def worst_first(upkeep: Iterable[Upkeep]) -> tuple[Upkeep, ...]:
    """What must not be used first, then what is due, then the rest; by id among equals."""
    order = list(LOOK)
    return tuple(sorted(upkeep, key=lambda each: (order.index(each.standing), each.asset.id)))


def latest(here: Here, upkeep: Upkeep) -> Markup:
    """The day of the newest inspection or maintenance, linked to its record."""
    found = max((*upkeep.maintenance[:1], *upkeep.inspections[:1]), key=lambda each: each.date, default=None)
    return here.ref(found.id, found.date.isoformat()) if found else NOTHING


def asset_row(here: Here, upkeep: Upkeep, *, with_site: bool) -> TableRow:
    """A piece of equipment as a row: its name first, because a phone shows that as the name of the card."""
    asset = upkeep.asset
    cells = [here.ref(asset.id), asset.id, here.say("asset_classes", asset.asset_class)]
    if with_site:
        cells.append(here.ref(asset.site))
    cells += [standing_chip(here, upkeep.standing), next_words(here, upkeep.next), latest(here, upkeep)]
    return TableRow(tuple(cells), asset.id if with_site else "")


def asset_head(here: Here, *, with_site: bool) -> tuple[str, ...]:
    """The names of the columns of `asset_row`."""
    w = here.w
    site = (w["site"],) if with_site else ()
    return (w["name"], w["id"], w["class"], *site, w["status"], w["next_due"], w["last_entry"])


def step_rows(here: Here, upkeep: Upkeep) -> tuple[TableRow, ...]:
    """What is due when: a row for each kind of maintenance that comes again."""
    return tuple(TableRow(tuple(_step_cells(here, step))) for step in upkeep.steps)


def _step_cells(here: Here, step: Step) -> list[object]:
    last = here.ref(step.last.id, step.last.date.isoformat()) if step.last else here.w["none_yet"]
    cells: list[object] = [
        here.say("record_kinds", step.kind),
        iso(step.due),
        standing_chip(here, step.standing),
        last,
    ]
    if here.manual.is_office:
        cells += [sentence(f"every {step.every.words}") if step.every else "", escape(sentence(step.by))]
    return cells
