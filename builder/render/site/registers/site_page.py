"""The page of each site and the list of them: the emergency first, then what is done there, with what, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from builder.measure.law.first_aid import kit_words
from builder.measure.law.first_aid_words import held_words
from builder.measure.people.training import measure_training
from builder.measure.upkeep import measure_upkeep
from builder.model.policy import Policy
from builder.model.register import Site, SiteFirstAid
from builder.model.stored import Stored
from builder.render.site.documents.documents import Row, row, shown_documents
from builder.render.site.home.home_forms import site_forms
from builder.render.site.languages import ENGLISH
from builder.render.site.manual import Here, Manual, known
from builder.render.site.page import Page
from builder.render.site.registers.site_pages import CALLS_SHOWN, active_sites, helpers_of, site_card
from builder.render.site.registers.site_tables import crew_tables, equipment_table, inspection_table
from builder.render.site.registers.table import Table
from builder.render.site.words import sentence


def site_pages(manual: Manual) -> Iterator[Page]:
    """The overview and a page for every site."""
    yield _overview(manual)
    upkeep = measure_upkeep(manual.snapshot.program, manual.snapshot.as_of)
    training = measure_training(manual.snapshot.program, manual.snapshot.as_of) if manual.is_office else None
    for stored in manual.snapshot.program.sites.values():
        site = stored.value
        here = manual.here(f"sites/{site.id}.md")
        equipment = [each for each in upkeep.values() if each.asset.site == site.id]
        tables = [equipment_table(here, equipment), inspection_table(here, site)]
        crews = crew_tables(here, site, training) if training else ()
        yield _site_page(here, site, [*crews, *(each for each in tables if each.rows)])


def _overview(manual: Manual) -> Page:
    here = manual.here("sites/index.md")
    active = active_sites(manual)
    rest = [each.value for each in manual.snapshot.program.sites.values() if each.value not in active]
    as_of = manual.snapshot.as_of
    planned = [site for site in rest if any(span.from_ > as_of for span in site.active)]
    past = [site for site in rest if site not in planned]
    others = [
        (here.w["planned_sites"], [_site_row(here, site) for site in planned]),
        (here.w["past_sites"], [_site_row(here, site) for site in past]),
    ]
    markdown = manual.render(
        "sites.html.j2", here.path, active=[site_card(here, site) for site in active], others=others
    )
    return Page(here.path, here.w["sites"], markdown, 1.5, hide=("toc",))


def _site_row(here: Here, site: Site) -> Row:
    url = here.url(here.manual.book.sources.get(f"records/sites/{site.id}.yaml")) or ""
    return Row(url, site.name, f"{here.say('site_kinds', site.kind)} · {_active_words(here, site)}")


def _active_words(here: Here, site: Site) -> str:
    return "; ".join(
        f"{here.day(span.from_)} – {here.day(span.to)}"
        if span.to
        else f"{here.w['since'].lower()} {here.day(span.from_)}"
        for span in site.active
    )


def _site_page(here: Here, site: Site, tables: list[Table]) -> Page:
    manual = here.manual
    company = manual.snapshot.program.company
    named = _documents(manual, site)
    plans = [stored for stored in named if stored.value.area == "emergency"]
    markdown = manual.render(
        "site_page.html.j2",
        here.path,
        phones=known(company.value, "emergency_phones", ())[:CALLS_SHOWN] if company else (),
        more=here.to("emergency.md"),
        closed=not site.is_active_on(manual.snapshot.as_of),
        active_words=_active_words(here, site),
        card=replace(site_card(here, site), url=""),
        plans=[row(here, stored) for stored in plans],
        committee=[helper for role, helper in helpers_of(manual, site.id) if not role.startswith("first-aider")],
        facts=_facts(here, site),
        # Nobody fills in a form where nobody works.
        forms=site_forms(here, site).groups if site.is_active_on(manual.snapshot.as_of) else (),
        tables=tables,
        documents=[row(here, stored) for stored in named if stored not in plans],
        records=_records(here, site),
        is_full=True,
    )
    return Page(here.path, site.name, markdown, 3.0, hide=("toc",))


def _facts(here: Here, site: Site) -> list[tuple[str, object]]:
    days = ", ".join(here.say("weekdays", day) for day in site.calendar.work_days)
    shifts = ", ".join(f"{shift.name} {shift.start}–{shift.end}" for shift in site.shifts)
    return [
        (here.w["kind"], here.say("site_kinds", site.kind)),
        (here.w["active"], _active_words(here, site)),
        (here.w["prime_contractor"], known(site, "prime_contractor")),
        (here.w["hazard_class"], here.say("hazard_classes", site.hazard_class)),
        (here.w["first_aid_gear"], _gear(here, known(site, "first_aid"))),
        (here.w["work_days"], f"{days}{'; ' + shifts if shifts else ''}"),
    ]


def _gear(here: Here, held: SiteFirstAid | None) -> str:
    """The first aid gear of a site in words: the law's own in English, plain ones in other languages."""
    if here.manual.language is ENGLISH or held is None:
        return sentence(held_words(held))
    kits = [f"{here.say('kits', kit_words(kit), kit_words(kit))} ({kit.location})" for kit in held.kits]
    blankets = [here.count(held.blankets, "blankets")] if held.blankets else []
    stretcher = [here.w["stretcher"]] if held.stretcher_and_splints else []
    rooms = [f"{here.w['first_aid_place']} ({where})" for where in (held.area, held.room) if where]
    return "; ".join((*kits, *blankets, *stretcher, *rooms))


def _documents(manual: Manual, site: Site) -> tuple[Stored[Policy], ...]:
    """The plans and other documents that name this site, by id."""
    named = [stored for stored in shown_documents(manual) if site.id in known(stored.value, "applies_to", ())]
    return tuple(sorted(named, key=lambda each: each.value.id))


def _records(here: Here, site: Site) -> list[Markup]:
    found = []
    for name, records in here.manual.records.items():
        count = sum(known(stored.value, "site") == site.id for stored in records)
        if count:
            title = here.say("records", name)
            found.append(Markup('<a href="{}">{}</a> ({})').format(here.type(name), title, count))
    return found
