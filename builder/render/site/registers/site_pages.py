"""The sites of the company as cards: who helps, where to gather; for whoever stands there with a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.model.register import Person, Role, Site
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import NOTHING

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


def active_sites(manual: Manual) -> tuple[Site, ...]:
    """The sites open on the day, projects first: most readers stand on one."""
    sites = [each.value for each in manual.snapshot.program.sites.values()]
    active = [site for site in sites if site.is_active_on(manual.snapshot.as_of)]
    return tuple(sorted(active, key=lambda site: (_KIND_ORDER.index(site.kind), site.name)))


def site_card(here: Here, site: Site) -> SiteCard:
    """What a card of the site shows."""
    emergency = site.emergency
    travel = known(site, "travel_minutes")
    helpers = [helper for helper in helpers_of(here.manual, site.id) if helper[0].startswith("first-aider")]
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
        for helper in (_helper(manual, person, role),)
    ]
    ordered = sorted(found, key=lambda each: ("cochair" not in each[0], each[0], each[1].name))
    return tuple(helper for _, helper in ordered)


def _posted_roles(manual: Manual) -> Iterator[tuple[Person, Role]]:
    as_of = manual.snapshot.as_of
    for stored in manual.snapshot.program.people.values():
        # Nobody calls a first aider who has left, though the role was never ended. Workers' pages know no employment, and no such roles.
        stretches = known(stored.value, "employment", ())
        if stretches and not any(each.covers(as_of) for each in stretches):
            continue
        for role in known(stored.value, "roles", ()):
            if role.covers(as_of):
                yield stored.value, role


def _helper(manual: Manual, person: Person, role: Role) -> Helper:
    return Helper(
        known(person, "name", person.id),
        manual.language.say("roles", role.role),
        known(person, "work_phone", ""),
    )


def helpers_of(manual: Manual, site: str) -> tuple[tuple[str, Helper], ...]:
    """Who has a posted duty at a site, each with the role: the best trained first aider first."""
    found = []
    for person, role in _posted_roles(manual):
        if (role.site or _works_at(person, manual.snapshot.as_of)) == site:
            found.append((role.role, _helper(manual, person, role)))
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
