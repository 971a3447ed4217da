"""The sites that an audit is about: those the auditor chose to visit, or all that were active in the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.model.error import BuilderError
from builder.model.register import Site
from builder.model.snapshot import Snapshot


def visited_sites(snapshot: Snapshot, chosen: Sequence[str] = ()) -> tuple[Site, ...]:
    """The sites of a pack, by id, each once.

    Args:
        snapshot: With the register of sites and the window.
        chosen: Ids of the sites that the auditor chose; empty: every site that was active on any day of the window.

    Raises:
        BuilderError: A chosen site is not on the register, or was not active on any day of the window: no evidence of the period can
            come from it, so a pack about it would be empty without saying why.
    """
    register = {stored.value.id: stored.value for stored in snapshot.program.sites.values()}
    window = snapshot.window
    active = {id: site for id, site in register.items() if site.is_active_between(window.first, window.last)}
    for id in chosen:
        if id not in register:
            raise BuilderError(f"No site has the id {id!r}.", f"Known are: {_listed(register)}.")
        if id not in active:
            raise BuilderError(
                f"The site {id!r} was not active on any day from {window.first.isoformat()} to {window.last.isoformat()}.",
                f"Active in that time were: {_listed(active)}.",
            )
    wanted = set(chosen) or set(active)
    return tuple(site for _, site in sorted(active.items()) if site.id in wanted)


def _listed(sites: Iterable[str]) -> str:
    return ", ".join(sorted(sites)) or "none"
