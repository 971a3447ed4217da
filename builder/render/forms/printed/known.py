"""What the company knows already and prints on a form: where it can be, which crews there are, who is on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.register import Crew, Site
from builder.model.snapshot import Snapshot

FEW = 8
"""More than these are not offered as ticks."""

MOST_NAMES = 20
"""More people of a site than these are not printed as names: the list would be longer than the form."""


@dataclass(frozen=True)
class Place:
    """Where a form is for.

    Attributes:
        site: The site that it is printed for, if it is for one.
        sites: Names of the sites that can be ticked.
        crews: Names of the crews that can be ticked.
    """

    site: Site | None
    sites: tuple[str, ...]
    crews: tuple[str, ...]


def find_place(snapshot: Snapshot, site: str | None) -> Place:
    """The sites and crews of the as-of day, as far as the snapshot's level shows them."""
    day, program = snapshot.as_of, snapshot.program
    chosen = program.sites[site].value if site and site in program.sites else None
    open_sites = [stored.value for stored in program.sites.values() if stored.value.is_active_on(day)]
    crews = [crew for each in ([chosen] if chosen else open_sites) for crew in _crews(each, snapshot)]
    return Place(chosen, _few([each.name for each in open_sites]), _few([crew.name for crew in crews]))


def known_names(snapshot: Snapshot, site: Site | None, role: str) -> tuple[str, ...]:
    """Names that can be printed where people sign as something: the one crew of the site, or everybody who works there.

    None without a site, where nobody may be named at the snapshot's level, or where it would be too many.
    """
    if site is None or role not in ("crew", "attended"):
        return ()
    crews = tuple(_crews(site, snapshot))
    if role == "crew":
        ids = {each.person for each in crews[0].members if each.covers(snapshot.as_of)} if len(crews) == 1 else set()
    else:
        ids = set(_people_at(site, snapshot))
    names = sorted(snapshot.names[id] for id in ids if id in snapshot.names)
    return tuple(names) if len(names) <= MOST_NAMES else ()


def _crews(site: Site, snapshot: Snapshot) -> Iterator[Crew]:
    return (crew for crew in site.crews if crew.covers(snapshot.as_of))


def _people_at(site: Site, snapshot: Snapshot) -> Iterator[str]:
    for id, stored in snapshot.program.people.items():
        employment = stored.value.employment_on(snapshot.as_of)
        if employment is not None and employment.site == site.id:
            yield id


def _few(names: list[str]) -> tuple[str, ...]:
    return tuple(names) if len(names) <= FEW else ()
