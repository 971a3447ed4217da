"""The blocks that a page of content/ can ask for: what a worker needs first, and for the office the board."""

from __future__ import annotations

from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.site.board.board import board
from builder.render.site.board.to_do import BUCKETS, due_items, in_bucket
from builder.render.site.documents.documents import KIND_GROUPS, Row, row, shown_documents
from builder.render.site.home.home_changes import home_changes
from builder.render.site.home.home_forms import home_forms
from builder.render.site.home.home_sites import home_sites
from builder.render.site.home.phone_page import phone_box
from builder.render.site.home.talks import PATH as TALKS_PATH
from builder.render.site.manual import Here, known
from builder.render.site.registers.site_pages import CALLS_SHOWN, active_sites, committee, site_card


def _emergency_numbers(here: Here) -> str:
    return _numbers(here, None)


def _emergency_call(here: Here) -> str:
    return _numbers(here, CALLS_SHOWN)


def _numbers(here: Here, first: int | None) -> str:
    company = here.manual.snapshot.program.company
    phones = known(company.value, "emergency_phones", ()) if company else ()
    more = here.to("emergency.md") if first and len(phones) > first else None
    parts = []
    if phones:
        parts.append(here.manual.render("emergency_numbers.html.j2", here.path, phones=phones[:first], more=more))
    if company and company.value.demonstration:
        parts.append(f'<div class="m-sample"><p>{here.w["demonstration"]}</p></div>')
    return "\n\n".join(parts)


def _emergency_sites_full(here: Here) -> str:
    cards = [site_card(here, site) for site in active_sites(here.manual)]
    return here.manual.render("emergency_sites.html.j2", here.path, sites=cards, is_full=True) if cards else ""


def _documents(here: Here, documents: list[Stored[Policy]], none: str = "") -> str:
    entries = [row(here, stored) for stored in documents]
    return here.manual.render("rows.html.j2", here.path, entries=entries, none=none)


def _emergency_documents(here: Here) -> str:
    documents = shown_documents(here.manual)
    return _documents(here, [each for each in documents if each.value.area == "emergency"])


def _find(here: Here) -> str:
    manual = here.manual
    return manual.render("find.html.j2", here.path, tiles=[tile for tile in _tiles(here) if tile.url])


def _tiles(here: Here) -> list[Row]:
    manual = here.manual
    documents = shown_documents(manual)
    areas = {each.value.area for each in documents}
    meta = f"{here.count(len(documents), 'n_documents')}, {here.count(len(areas), 'n_areas')}"
    tiles = [Row(here.to("documents/index.md") or "", here.w["tile_documents"], meta)]
    for kind, title in KIND_GROUPS:
        count = sum(each.value.kind == kind for each in documents)
        if count:
            tiles.append(
                Row(
                    here.to(f"documents/{kind}.md") or "",
                    here.say("kind_plurals", kind, title),
                    here.count(count, "n_documents"),
                )
            )
    for path, word in _WAYS:
        tiles.append(Row(here.to(path) or "", here.w[word], here.w[f"{word}_meta"]))
    if manual.is_office:
        tiles += [
            Row(here.to("people/training.md") or "", here.w["training"], "Who holds what until when"),
            Row(here.to("coverage.md") or "", here.w["coverage"], "Evidence for every question"),
        ]
    return tiles


_WAYS = (
    ("people/positions.md", "tile_job"),
    ("emergency.md", "tile_emergency"),
    ("records/index.md", "tile_forms"),
    (TALKS_PATH, "tile_talks"),
    ("sites/index.md", "tile_sites"),
)
"""Pages that every reader finds from the home page, and the names of their words."""


def _due(here: Here) -> str:
    if not here.manual.is_office:
        return ""
    items = due_items(here.manual)
    url = here.to("due.md") or ""
    tiles = [
        Row(url, f"{sum(in_bucket(item, first, last) for item in items)}", here.w[name])
        for first, last, name in BUCKETS
    ]
    return f"## {here.w['due']}\n\n{here.manual.render('figures.html.j2', here.path, tiles=tiles)}"


def _committee(here: Here) -> str:
    return here.manual.render("committee.html.j2", here.path, members=committee(here.manual))


def _as_of(here: Here) -> str:
    return f'<div class="m-block"><p class="m-quiet">{here.w["as_of"]} {here.day(here.manual.snapshot.as_of)}</p></div>'


BLOCKS = {
    "as-of": _as_of,
    "board": board,
    "changed": home_changes,
    "committee": _committee,
    "due": _due,
    "emergency-call": _emergency_call,
    "emergency-documents": _emergency_documents,
    "emergency-numbers": _emergency_numbers,
    "emergency-sites": home_sites,
    "emergency-sites-full": _emergency_sites_full,
    "find": _find,
    "forms": home_forms,
    "phone": phone_box,
}
"""What a content page can ask for."""
