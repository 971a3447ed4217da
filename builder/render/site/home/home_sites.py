"""The sites on the home page: where to gather in one line each, who helps one tap away, and the reader's own site first."""

from __future__ import annotations

from dataclasses import dataclass

from builder.render.site.manual import Here
from builder.render.site.registers.site_pages import SiteCard, active_sites, site_card


@dataclass(frozen=True)
class Place:
    """A site as the home page shows it.

    Attributes:
        id: By which the phone remembers it.
        card: What it shows.
    """

    id: str
    card: SiteCard


def home_sites(here: Here) -> str:
    """The active sites with the choice of one's own, which only a script can remember; nothing where no site is active."""
    places = [Place(site.id, site_card(here, site)) for site in active_sites(here.manual)]
    return here.manual.render("home_sites.html.j2", here.path, places=places) if places else ""
