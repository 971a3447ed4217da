"""The sites of the company: who helps, where to gather, which plan applies; first for whoever stands there with a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from builder.measure.law.first_aid_words import held_words
from builder.model.day import write_day
from builder.model.policy import Policy
from builder.model.register import Person, Role, Site
from builder.model.stored import Stored
from builder.render.site.documents import Row, row, shown_documents
from builder.render.site.language import Words
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import NOTHING
from builder.render.site.page import Page
from builder.render.site.words import ROLES, SITE_KINDS, sentence, words

CALLS_SHOWN = 2
"""Numbers on a page that isn't about them: the first thing to call, and the company itself. The others are one tap away."""

_KIND_ORDER = ("project", "shop", "office")


@dataclass(frozen=True)
class Helper:
    """A person with a posted duty: name, duty in words, work phone."""

    name: str
    role: str
    phone: str


@dataclass(frozen=True)
class SiteCard:
    """What a site shows to somebody in a hurry."""

    name: str
    url: str
    muster_point: str
    first_aiders: tuple[Helper, ...]
    hospital: str
    hospital_phone: str
    travel: str
    address: str
    directions: str
    radio: str
    supervisor: Markup


def site_pages(manual: Manual) -> Iterator[Page]:
    """The overview and a page for every site."""
    yield _overview(manual)
    for site in manual.snapshot.program.sites.values():
        yield _site_page(manual, site.value)


def active_sites(manual: Manual) -> tuple[Site, ...]:
    """The sites open on the day, projects first: most readers stand on one."""
    sites = [each.value for each in manual.snapshot.program.sites.values()]
    active = [site for site in sites if site.is_active_on(manual.snapshot.as_of)]
    return tuple(sorted(active, key=lambda site: (_KIND_ORDER.index(site.kind), site.name)))


def site_card(here: Here, site: Site) -> SiteCard:
    """What a card of the site shows."""
    emergency = site.emergency
    travel = known(site, "travel_minutes")
    helpers = [helper for helper in _helpers(here.manual, site.id) if helper[0].startswith("first-aider")]
    return SiteCard(
        name=site.name,
        url=here.url(here.manual.book.sources.get(f"records/sites/{site.id}.yaml")) or "",
        muster_point=known(emergency, "muster_point", ""),
        first_aiders=tuple(helper for _, helper in helpers),
        hospital=known(emergency, "hospital", ""),
        hospital_phone=known(emergency, "hospital_phone", ""),
        travel=f"{travel} {here.w['minutes']}" if travel is not None else "",
        address=known(site, "address", ""),
        directions=known(emergency, "ambulance_directions", ""),
        radio=known(emergency, "radio_channel", ""),
        supervisor=_supervisor(here, site),
    )


def committee(manual: Manual) -> tuple[Helper, ...]:
    """The members of the health and safety committee on the day, co-chairs first."""
    found = [
        (role.role, helper)
        for person, role in _posted_roles(manual)
        if role.role.startswith(("committee-", "hs-representative"))
        for helper in (_helper(person, role),)
    ]
    ordered = sorted(found, key=lambda each: ("cochair" not in each[0], each[0], each[1].name))
    return tuple(helper for _, helper in ordered)


def _posted_roles(manual: Manual) -> Iterator[tuple[Person, Role]]:
    as_of = manual.snapshot.as_of
    for stored in manual.snapshot.program.people.values():
        for role in known(stored.value, "roles", ()):
            if role.covers(as_of):
                yield stored.value, role


def _helper(person: Person, role: Role) -> Helper:
    return Helper(
        known(person, "name", person.id),
        ROLES.get(role.role, sentence(words(role.role))),
        known(person, "work_phone", ""),
    )


def _helpers(manual: Manual, site: str) -> tuple[tuple[str, Helper], ...]:
    found = []
    for person, role in _posted_roles(manual):
        if (role.site or _works_at(person, manual.snapshot.as_of)) == site:
            found.append((role.role, _helper(person, role)))
    return tuple(sorted(found, key=lambda each: (_skill(each[0]), each[1].name)))


def _skill(role: str) -> int:
    """The best trained first aider is named first."""
    order = ("first-aider-advanced", "first-aider-intermediate", "first-aider")
    return order.index(role) if role in order else len(order)


def _works_at(person: Person, day: date) -> str | None:
    stretches = known(person, "employment", ())
    return next((each.site for each in stretches if each.covers(day)), None)


def _supervisor(here: Here, site: Site) -> Markup:
    id = known(site, "supervisor")
    return here.ref(id) if id and here.manual.snapshot.name(id) != id else NOTHING


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
    return Row(url, site.name, f"{SITE_KINDS[site.kind]} · {_active_words(here.w, site)}")


def _active_words(w: Words, site: Site) -> str:
    return "; ".join(
        f"{write_day(span.from_)} – {write_day(span.to)}"
        if span.to
        else f"{w['since'].lower()} {write_day(span.from_)}"
        for span in site.active
    )


def _site_page(manual: Manual, site: Site) -> Page:
    path = f"sites/{site.id}.md"
    here = manual.here(path)
    company = manual.snapshot.program.company
    markdown = manual.render(
        "site_page.html.j2",
        path,
        phones=known(company.value, "emergency_phones", ())[:CALLS_SHOWN] if company else (),
        more=here.to("emergency.md"),
        card=replace(site_card(here, site), url=""),
        committee=[helper for role, helper in _helpers(manual, site.id) if not role.startswith("first-aider")],
        facts=_facts(here, site),
        documents=[row(here, stored) for stored in _site_documents(manual, site)],
        records=_records(here, site),
        is_full=True,
    )
    return Page(path, site.name, markdown, 3.0, hide=("toc",))


def _facts(here: Here, site: Site) -> list[tuple[str, object]]:
    days = ", ".join(sentence(day) for day in site.calendar.work_days)
    shifts = ", ".join(f"{shift.name} {shift.start}–{shift.end}" for shift in site.shifts)
    crews = [
        f"{crew.name} ({here.manual.snapshot.name(crew.foreman)})"
        for crew in known(site, "crews", ())
        if crew.covers(here.manual.snapshot.as_of)
    ]
    return [
        (here.w["kind"], SITE_KINDS[site.kind]),
        (here.w["active"], _active_words(here.w, site)),
        (here.w["prime_contractor"], known(site, "prime_contractor")),
        (here.w["hazard_class"], sentence(site.hazard_class)),
        ("First aid gear", sentence(held_words(known(site, "first_aid")))),
        (here.w["work_days"], f"{days}{'; ' + shifts if shifts else ''}"),
        (here.w["crews"], ", ".join(crews)),
    ]


def _site_documents(manual: Manual, site: Site) -> tuple[Stored[Policy], ...]:
    """The plans and other documents that name this site, emergency plans first."""
    named = [stored for stored in shown_documents(manual) if site.id in known(stored.value, "applies_to", ())]
    return tuple(sorted(named, key=lambda each: (each.value.area != "emergency", each.value.id)))


def _records(here: Here, site: Site) -> list[Markup]:
    found = []
    for name, records in here.manual.records.items():
        count = sum(known(stored.value, "site") == site.id for stored in records)
        if count:
            title = type(records[0].value).PLURAL
            found.append(Markup('<a href="{}">{}</a> ({})').format(here.type(name), title, count))
    return found
