"""The walk sheet of a site: what an auditor can go and look at, with an empty square and room to write, and no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.measure.follow_up.deficiency import Deficiency
from builder.measure.law.first_aid import kit_words
from builder.measure.sampling.visited_sites import visited_sites
from builder.measure.sampling.walk import AssetToSee, Walk, plan_walk
from builder.model.level import Level
from builder.model.record import Record
from builder.model.register import Site, SiteFirstAid
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

EQUIPMENT_WORDS = {
    "first-aid-kit": "First aid kit",
    "extinguisher": "Extinguisher",
    "eyewash": "Eyewash",
    "spill-kit": "Spill kit",
}
POSTING_WORDS = {
    "hs-policy": "health and safety policy",
    "committee-names": "committee names",
    "erp": "emergency response plan",
    "first-aiders": "first aiders",
    "ohs-act": "OHS Act, Regulation and Code",
    "orders": "orders",
}


def make_walk_sheets(view: View) -> Iterator[Section]:
    """One sheet for each visited site; none below office level, because findings are the company's and its auditor's to know."""
    if not view.snapshot.level.shows(Level.OFFICE):
        return
    for site in visited_sites(view.snapshot, view.choice.sites):
        yield make_walk_sheet(view, site)


def make_walk_sheet(view: View, site: Site) -> Section:
    """The sheet of one site."""
    walk = plan_walk(view.snapshot, site)
    title = f"Walk sheet: {site.name}"
    html = write_html(
        "walk_sheet",
        title=title,
        running=("Walk sheet", site.name),
        footer="Walk sheet",
        anchor=f"walk-sheet-{site.id}",
        as_of=view.snapshot.as_of.isoformat(),
        site=view.naming.site(site.id),
        facts=_facts(view, site),
        fixed=[_fixed(view, each) for each in walk.fixed],
        first_aid=_first_aid(site.first_aid),
        checks=[_check(view, each) for each in walk.checks],
        postings=[_posting(view, each) for each in walk.postings],
        assets=[_asset(view, each) for each in walk.assets],
        inventory=_inventory(view, walk),
    )
    return Section(f"walk-sheet-{site.id}", title, "", html, f"walk-sheet-{site.id}")


def _facts(view: View, site: Site) -> list[tuple[str, str]]:
    window = view.snapshot.window
    spans = [span for span in site.active if span.overlaps(window.first, window.last)]
    closed = None if site.is_active_on(view.snapshot.as_of) else max(span.to for span in spans if span.to)
    lines = [
        ("Address", site.address),
        ("Prime contractor", site.prime_contractor),
        ("Shifts", "; ".join(f"{shift.name} {shift.start}–{shift.end}" for shift in site.shifts)),
        ("Muster point", site.emergency.muster_point),
        ("Not active since", closed.isoformat() if closed else None),
    ]
    return [(title, value) for title, value in lines if value]


def _linked(view: View, id: str) -> dict[str, str | None]:
    return {"id": id, "link": view.selection.link_to(id)}


def _fixed(view: View, deficiency: Deficiency) -> dict[str, Any]:
    proof = deficiency.action.id if deficiency.action else deficiency.source.value.id
    return {
        "text": deficiency.text or "Not described",
        "found": deficiency.found_on.isoformat(),
        "source": _linked(view, deficiency.source.value.id),
        "asset": deficiency.asset or "",
        "closed": _day(deficiency.closed_on),
        "proof": _linked(view, proof),
        "evidence": deficiency.evidence,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"


def _first_aid(held: SiteFirstAid | None) -> list[tuple[str, str]]:
    """(what, where) of everything a site has for first aid."""
    if held is None:
        return []
    lines = [(f"First aid: {kit_words(kit)}", kit.location) for kit in held.kits]
    lines += [(f"First aid: {held.blankets} blankets", "")] if held.blankets else []
    lines += [("First aid: stretcher and splints", "")] if held.stretcher_and_splints else []
    lines += [("First-aid area", held.area)] if held.area else []
    lines += [("First-aid room", held.room)] if held.room else []
    return lines


def _check(view: View, record: Record) -> dict[str, Any]:
    kind = record.kind_of_record or ""
    return {
        "what": EQUIPMENT_WORDS.get(kind, kind or "Equipment"),
        "where": getattr(record, "location", None) or "place not written",
        "checked": record.date.isoformat(),
        "record": _linked(view, record.id),
    }


def _posting(view: View, record: Record) -> dict[str, Any]:
    return {
        "where": getattr(record, "location", None) or "place not written",
        "what": [POSTING_WORDS.get(each, each) for each in getattr(record, "what", ())],
        "checked": record.date.isoformat(),
        "record": _linked(view, record.id),
    }


def _asset(view: View, each: AssetToSee) -> dict[str, Any]:
    asset, last = each.asset, each.last
    return {
        "id": asset.id,
        "name": asset.name,
        "what": " ".join(filter(None, (asset.make, asset.model))) or asset.asset_class.replace("-", " "),
        "serial": asset.serial or "–",
        "last": _last_words(last) if last else "no record",
        "record": _linked(view, last.id) if last else None,
        "due": _day(each.next_due),
    }


def _last_words(record: Record) -> str:
    kind = (record.kind_of_record or "maintenance").replace("-", " ")
    is_out = getattr(record, "result", None) == "out-of-service"
    return f"{record.date.isoformat()} {kind}{', out of service' if is_out else ''}"


def _inventory(view: View, walk: Walk) -> dict[str, Any] | None:
    if walk.inventory is None:
        return None
    products = getattr(walk.inventory, "products", ())
    return {
        "day": walk.inventory.date.isoformat(),
        "record": _linked(view, walk.inventory.id),
        "products": [
            {
                "name": each.product,
                "supplier": each.supplier or "–",
                "sheet": _day(each.sds_date),
                "place": each.place or "–",
                "amount": each.amount or "–",
            }
            for each in products
        ],
    }
