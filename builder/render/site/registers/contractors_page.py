"""The contractors: who may work where, and until when their clearance and insurance hold; for the office."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from builder.model.register import Certificate, Contractor
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, iso
from builder.render.site.page import Page
from builder.render.site.registers.field_view import cell, title_of
from builder.render.site.registers.table import Table, TableRow

PATH = "records/contractors.md"

SOON = 30
"""Days before a paper runs out in which it counts as running out soon: time to ask for the new one."""


def contractors_page(manual: Manual) -> Page:
    """Every contractor; those with work now first, what has run out marked with a sign and a word."""
    here = manual.here(PATH)
    day = manual.snapshot.as_of
    contractors = [stored.value for stored in manual.snapshot.program.contractors.values()]
    ordered = sorted(contractors, key=lambda each: (not _sites(each, day), each.id))
    rows = tuple(TableRow(_cells(here, each, day), each.id) for each in ordered)
    head = (
        here.w["name"],
        here.w["id"],
        title_of(Contractor, "scope"),
        "Works now at",
        "Clearance until",
        "Insured until",
        title_of(Contractor, "certificate"),
        title_of(Contractor, "approved_by"),
        title_of(Contractor, "approved_on"),
    )
    title = here.w["contractors"]
    table = Table(title, head, rows, none="No contractor is registered.", wide=(2,))
    trail = [(here.w["records"], here.to("records/index.md")), (title, None)]
    body = manual.render("tables.html.j2", here.path, trail=trail, intro="", tables=[table])
    return Page(here.path, title, body, hide=("toc", "navigation"))


def _sites(contractor: Contractor, day: date) -> list[str]:
    return [span.site for span in contractor.active if span.covers(day)]


def _cells(here: Here, contractor: Contractor, day: date) -> tuple[object, ...]:
    sites = _sites(contractor, day)
    clearance = contractor.wcb_clearance.expires if contractor.wcb_clearance else None
    # Papers of somebody who isn't on a site may run out; they are asked for before the next job.
    is_watched = any(span.to is None or span.to >= day for span in contractor.active)
    return (
        contractor.name,
        contractor.id,
        contractor.scope,
        here.refs(dict.fromkeys(sites)) or "none",
        _until(clearance, day, is_watched=is_watched),
        _until(contractor.insurance_expires, day, is_watched=is_watched),
        _certificate(contractor.certificate),
        cell(here, contractor, "approved_by"),
        iso(contractor.approved_on),
    )


def _certificate(held: Certificate | None) -> Markup:
    if held is None:
        return NOTHING
    number = f" {held.number}" if held.number else ""
    until = Markup(" until {}").format(iso(held.expires)) if held.expires else NOTHING
    return Markup("{}{}{}").format(held.scheme, number, until)


def _until(day: date | None, as_of: date, *, is_watched: bool) -> Markup:
    """The last day of a paper, with a sign and a word where it has passed or is near."""
    if day is None:
        return chip(("bad", "○", "Not on file")) if is_watched else NOTHING
    if not is_watched or day >= as_of + timedelta(days=SOON):
        return iso(day)
    look = ("bad", "✖", "Ran out") if day < as_of else ("part", "▲", "Soon")
    return Markup("{} {}").format(iso(day), chip(look))
