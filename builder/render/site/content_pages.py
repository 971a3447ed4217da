"""The manual's own pages (content/): the company's words around blocks that Muster fills in.

A line `<!-- muster: NAME -->` in a page stands for a block: it shows nothing where Muster is not at work, and it can't do anything
but show what the edition shows anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.model.day import write_day
from builder.model.error import BuilderError
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.read.front_matter import split_front_matter
from builder.read.yaml_text import read_yaml
from builder.render.site.documents import KIND_GROUPS, Row, row, shown_documents
from builder.render.site.manual import Here, Manual, known
from builder.render.site.page import Page
from builder.render.site.site_pages import CALLS_SHOWN, active_sites, committee, site_card
from builder.render.site.to_do import BUCKETS, due_items, in_bucket
from builder.render.site.words import Edition
from builder.render.templates import template_folder

CHANGED_WITHIN = 183
"""Days for which a document counts as lately changed: half a year, so that most crews see each change once."""

CHANGED_SHOWN = 8
"""Documents listed as lately changed; more is no news."""

_BLOCK = re.compile(r"^[ ]{0,3}<!--\s*muster:\s*([a-z-]+)\s*-->[ ]*$", re.MULTILINE)


@dataclass(frozen=True)
class ContentPage:
    """A page that somebody wrote.

    Attributes:
        path: Relative to content/, which is its address in the tree.
        title: From its front matter, else from its first heading, else from its file name.
        body: Markdown below the front matter.
        order: Pages of the guide stand in this order.
        office_only: Whether the worker edition leaves it out.
    """

    path: str
    title: str
    body: str
    order: int = 100
    office_only: bool = False


def read_content(files: Mapping[str, str], edition: Edition) -> tuple[ContentPage, ...]:
    """The content pages of an edition, sorted by path; home and emergency always, as shipped where the company has none.

    `files` are Markdown by path relative to content/.
    """
    shipped = {"index.md": "home.md", "emergency.md": "emergency.md"}
    texts = {
        path: (template_folder() / "site" / name).read_text("utf-8")
        for path, name in shipped.items()
        if path not in files
    }
    pages = [_read_page(path, text) for path, text in {**files, **texts}.items()]
    kept = [page for page in pages if edition == "office" or not page.office_only]
    return tuple(sorted(kept, key=lambda page: page.path))


def _read_page(path: str, text: str) -> ContentPage:
    front = split_front_matter(text)
    body = front.body if front else text
    document = read_yaml(front.head, f"content/{path}") if front else None
    head: dict[str, Any] = document.value if document and isinstance(document.value, dict) else {}
    title = head.get("title")
    heading = re.match(r"\s*#\s+(.+?)\s*#*\s*(?:\n|$)", body)
    if heading:
        body = body[heading.end() :]
    if not isinstance(title, str):
        title = heading[1] if heading else Path(path).stem.replace("-", " ").capitalize()
    order = head.get("order")
    # Anything but a plain `worker` or nothing is kept from workers: a slip of the pen must not publish a page.
    office_only = head.get("edition", "worker") != "worker"
    return ContentPage(path, title, body, order if isinstance(order, int) else 100, office_only)


def content_pages(manual: Manual, pages: tuple[ContentPage, ...]) -> Iterator[Page]:
    """The content pages with their blocks filled in."""
    for page in pages:
        here = manual.here(page.path)
        parts = _BLOCK.split(page.body)
        pieces = []
        for number, part in enumerate(parts):
            if number % 2:
                pieces.append(_fill(here, part, page.path))
            elif part.strip():
                pieces.append(str(here.prose(part, f"content/{page.path}")))
        hide = ("navigation", "toc") if page.path == "index.md" else ()
        boost = 3.0 if page.path == "emergency.md" else 1.0
        yield Page(page.path, page.title, "\n\n".join(pieces), boost, hide=hide)


def _fill(here: Here, name: str, path: str) -> str:
    block = BLOCKS.get(name)
    if block is None:
        raise BuilderError(
            f"content/{path} asks for a block called “{name}”, and there is none.",
            f"The blocks are: {', '.join(sorted(BLOCKS))}.",
        )
    return block(here)


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


def _emergency_sites(here: Here) -> str:
    return _site_cards(here, is_full=False)


def _emergency_sites_full(here: Here) -> str:
    return _site_cards(here, is_full=True)


def _site_cards(here: Here, *, is_full: bool) -> str:
    cards = [site_card(here, site) for site in active_sites(here.manual)]
    return here.manual.render("emergency_sites.html.j2", here.path, sites=cards, is_full=is_full) if cards else ""


def _documents(here: Here, documents: list[Stored[Policy]], none: str = "") -> str:
    entries = [row(here, stored) for stored in documents]
    return here.manual.render("rows.html.j2", here.path, entries=entries, none=none)


def _emergency_documents(here: Here) -> str:
    documents = shown_documents(here.manual)
    return _documents(here, [each for each in documents if each.value.area == "emergency"])


def _find(here: Here) -> str:
    manual = here.manual
    documents = shown_documents(manual)
    first = manual.snapshot.standard.elements_for(manual.snapshot.coverage.partner)
    tiles = [Row(here.to("documents/index.md") or "", "All documents", f"{len(documents)} in {len(first)} areas")]
    for kind, title in KIND_GROUPS:
        group = [each for each in documents if each.value.kind == kind]
        if group:
            tiles.append(
                Row(
                    here.to(f"documents/{kind}.md") or "",
                    title,
                    f"{len(group)} document{'' if len(group) == 1 else 's'}",
                )
            )
    tiles += [
        Row(here.to("people/positions.md") or "", "My job", "Tasks and their procedures"),
        Row(here.to("emergency.md") or "", here.w["emergency"], "Plans, first aiders, committee"),
        Row(here.to("records/index.md") or "", here.w["forms_records"], "What to fill in, what was filed"),
        Row(here.to("sites/index.md") or "", here.w["sites"], "Muster points and plans"),
    ]
    if manual.is_office:
        tiles += [
            Row(here.to("people/training.md") or "", here.w["training"], "Who holds what until when"),
            Row(here.to("coverage.md") or "", here.w["coverage"], "Evidence for every question"),
        ]
    return manual.render("find.html.j2", here.path, tiles=tiles)


def _changed(here: Here) -> str:
    as_of = here.manual.snapshot.as_of
    since = as_of - timedelta(days=CHANGED_WITHIN)
    changed = [
        (stored.value.effective, stored)
        for stored in shown_documents(here.manual)
        if stored.value.effective and since <= stored.value.effective <= as_of
    ]
    changed.sort(key=lambda each: (each[0], each[1].value.id), reverse=True)
    return _documents(here, [stored for _, stored in changed[:CHANGED_SHOWN]], here.w["changed_none"])


def _due(here: Here) -> str:
    if not here.manual.is_office:
        return ""
    items = due_items(here.manual)
    url = here.to("due.md") or ""
    tiles = [
        Row(url, f"{sum(in_bucket(item, first, last) for item in items)}", here.w[name])
        for first, last, name in BUCKETS
    ]
    tiles.append(Row(here.to("findings.md") or "", str(len(here.manual.findings)), here.w["findings"]))
    cycle = measure_life_cycle(here.manual.snapshot)
    coming = cycle.next_deadline if cycle else None
    if cycle and coming:
        left = (coming.day - cycle.as_of).days
        tiles.append(Row(here.to("cor-clock.md") or "", f"{left}", f"days: {cycle.scheme} clock, {coming.what}"))
    return f"## {here.w['due']}\n\n{here.manual.render('figures.html.j2', here.path, tiles=tiles)}"


def _committee(here: Here) -> str:
    return here.manual.render("committee.html.j2", here.path, members=committee(here.manual))


def _as_of(here: Here) -> str:
    return (
        f'<div class="m-block"><p class="m-quiet">{here.w["as_of"]} {write_day(here.manual.snapshot.as_of)}</p></div>'
    )


BLOCKS = {
    "as-of": _as_of,
    "changed": _changed,
    "committee": _committee,
    "due": _due,
    "emergency-call": _emergency_call,
    "emergency-documents": _emergency_documents,
    "emergency-numbers": _emergency_numbers,
    "emergency-sites": _emergency_sites,
    "emergency-sites-full": _emergency_sites_full,
    "find": _find,
}
"""What a content page can ask for."""
