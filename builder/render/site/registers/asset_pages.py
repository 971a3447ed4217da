"""The equipment: a list, a page for each piece with what was done and what is due, and a sheet of stickers that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from builder.measure.upkeep import SOON, Standing, Upkeep, measure_upkeep
from builder.model.coverage import Expected
from builder.model.record import Record
from builder.model.register import Asset
from builder.record_types import TYPES
from builder.render.qr import draw_qr
from builder.render.site.documents.documents import Row, row, shown_documents
from builder.render.site.documents.permanent import permanent_address
from builder.render.site.home.home_forms import FormLink, form_link
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import link
from builder.render.site.page import Page
from builder.render.site.registers.asset_view import (
    asset_head,
    asset_row,
    standing_chip,
    standing_sentence,
    step_rows,
    worst_first,
)
from builder.render.site.registers.field_view import cell, title_of
from builder.render.site.registers.table import Table, TableRow, make_table
from builder.render.site.words import words

LIST = "records/equipment.md"
STICKERS = "equipment/stickers.md"

LATEST_SHOWN = 6
"""Inspections and maintenance records on the page of a piece of equipment: half a year of what is done monthly."""

_OFFICE_FACTS = ("make", "model", "serial", "in_service")


def asset_path(id: str) -> str:
    """Where the page of a piece of equipment lies in the tree."""
    return f"equipment/{id}.md"


def asset_pages(manual: Manual) -> Iterator[Page]:
    """The list, a page for each piece of equipment, and in the office edition the stickers."""
    upkeep = measure_upkeep(manual.snapshot.program, manual.snapshot.as_of)
    yield _list(manual, worst_first(upkeep.values()))
    promised = _promised(manual)
    for id, each in upkeep.items():
        yield _asset_page(manual, each, promised.get(id, ()))
    if manual.is_office:
        yield _stickers(manual)


def _list(manual: Manual, upkeep: tuple[Upkeep, ...]) -> Page:
    here = manual.here(LIST)
    w = here.w
    head, rows = asset_head(here, with_site=True), tuple(asset_row(here, each, with_site=True) for each in upkeep)
    if manual.is_office:
        head = (*head, title_of(Asset, "make"), title_of(Asset, "model"), title_of(Asset, "serial"))
        rows = tuple(
            TableRow((*each.cells, *(cell(here, one.asset, name) for name in ("make", "model", "serial"))), each.anchor)
            for each, one in zip(rows, upkeep, strict=True)
        )
    table = Table(w["equipment"], head, rows, none=w["equipment_none"], search=False)
    stickers = here.to(STICKERS)
    intro = escape(w["equipment_intro"].format(days=SOON))
    if stickers:
        intro += Markup(" {}").format(link(stickers, "Stickers to print"))
    trail = [(w["records"], here.to("records/index.md")), (w["equipment"], None)]
    body = manual.render("tables.html.j2", here.path, trail=trail, intro=intro, tables=[table])
    return Page(here.path, w["equipment"], body, hide=("toc",))


def _asset_page(manual: Manual, upkeep: Upkeep, expected: Promised) -> Page:
    asset = upkeep.asset
    here = manual.here(asset_path(asset.id))
    w = here.w
    steps: tuple[str, ...] = (w["what"], w["due_on"], w["status"], w["last_done"])
    if manual.is_office:
        steps += ("How often", "By whom")
    body = manual.render(
        "asset_page.html.j2",
        here.path,
        trail=[(w["records"], here.to("records/index.md")), (w["equipment"], here.to(LIST)), (asset.id, None)],
        name=asset.name,
        standing=standing_chip(here, upkeep.standing),
        is_stop=upkeep.standing in (Standing.OUT, Standing.GONE, Standing.OVERDUE),
        sentence=standing_sentence(here, upkeep),
        tag=w["asset_tag"].format(day=here.day(manual.snapshot.as_of)),
        facts=_facts(here, asset),
        steps=Table(w["due"], steps, step_rows(here, upkeep)),
        registers=[
            each
            for each in (
                _latest(here, w["latest_inspections"], upkeep.inspections),
                _latest(here, w["latest_maintenance"], upkeep.maintenance),
            )
            if each
        ],
        documents=_documents(here, expected),
        forms=_forms(here, expected),
        others=_others(here, upkeep),
        code=sticker_code(manual, asset),
    )
    tags = (asset.id, asset.id.replace("-", ""), here.say("asset_classes", asset.asset_class))
    return Page(here.path, asset.name, body, tags=tags, hide=("toc", "navigation"))


def _facts(here: Here, asset: Asset) -> list[tuple[str, object]]:
    w = here.w
    found: list[tuple[str, object]] = [
        (w["id"], asset.id),
        (w["class"], here.say("asset_classes", asset.asset_class)),
        (w["site"], here.ref(asset.site)),
    ]
    if here.manual.is_office:
        found += [(title_of(Asset, name), cell(here, asset, name)) for name in _OFFICE_FACTS]
    return found


def _latest(here: Here, title: str, records: tuple[Record, ...]) -> dict[str, Any] | None:
    """The newest records of a kind as a table, with the way to all of them, sifted for this piece of equipment."""
    if not records:
        return None
    table = make_table(here, title, records[:LATEST_SHOWN], anchors=False, without=("asset", "site"))
    more = ""
    if len(records) > LATEST_SHOWN:
        kind = type(records[0]).TYPE
        year = records[LATEST_SHOWN].date.year
        more = here.to(f"records/{kind}/{year}.md") or ""
    return {"title": title, "table": table, "more": more, "count": len(records)}


def _others(here: Here, upkeep: Upkeep) -> Markup:
    """Other records that name it: lift plans, lockouts, incidents."""
    shown = {record.id for record in (*upkeep.inspections, *upkeep.maintenance)}
    return here.refs(id for id in here.manual.mentioned_by.get(upkeep.asset.id, ()) if id not in shown)


Promised = tuple[Expected, ...]


def _promised(manual: Manual) -> dict[str, Promised]:
    """What the documents promise to record for each piece of equipment."""
    found: dict[str, list[Expected]] = {}
    for each in manual.snapshot.expected:
        if each.unit in manual.snapshot.program.assets and each.record_type in TYPES:
            found.setdefault(each.unit, []).append(each)
    return {id: tuple(expected) for id, expected in found.items()}


def _documents(here: Here, promised: Promised) -> list[Row]:
    """The documents that say how it is inspected and maintained."""
    ids = {each.document for each in promised}
    return [row(here, stored) for stored in shown_documents(here.manual) if stored.value.id in ids]


def _forms(here: Here, promised: Promised) -> list[FormLink]:
    """The forms that are filled in for it."""
    asked = dict.fromkeys((each.record_type, each.kind or "") for each in sorted(promised, key=lambda one: one.id))
    return [
        form_link(here, name, f"{here.say('records', name)}{f' ({words(kind)})' if kind else ''}")
        for name, kind in asked
    ]


def sticker_code(manual: Manual, asset: Asset) -> Markup:
    """The code that leads from the sticker to the page of the equipment; nothing where the address of the manual isn't known."""
    address = permanent_address(manual.address, asset.id)
    return _code(address, asset.id) if address else Markup()


@cache
def _code(address: str, id: str) -> Markup:
    return draw_qr(address, id)


def _stickers(manual: Manual) -> Page:
    here = manual.here(STICKERS)
    assets = [stored.value for stored in manual.snapshot.program.assets.values()]
    company = manual.snapshot.program.company
    body = manual.render(
        "stickers.html.j2",
        here.path,
        trail=[
            (here.w["records"], here.to("records/index.md")),
            (here.w["equipment"], here.to(LIST)),
            ("Stickers", None),
        ],
        stickers=[(asset, sticker_code(manual, asset)) for asset in assets] if manual.address else [],
        company=(company.value.trade_name or company.value.name) if company else "",
        address=manual.address,
    )
    return Page(here.path, "Stickers for the equipment", body, is_searched=False, hide=("toc", "navigation"))
