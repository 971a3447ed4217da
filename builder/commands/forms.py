"""`muster forms`: every form on paper, for crews without phones; what comes back is filed with `muster new TYPE --scan`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path

from builder.commands.files import write_all
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES
from builder.render.forms.printed.choosing import NOT_ON_PAPER, types_on_paper
from builder.render.forms.printed.making import Paper, make_copies

MOST_COPIES = 200
"""In one file; more are printed in several runs, because nobody carries them anyway."""


def forms(
    snapshot: Snapshot,
    *,
    types: Sequence[str],
    out: Path,
    paper: Paper = "letter",
    site: str | None = None,
    all: bool = False,
    copies: int = 0,
    first_number: int = 1,
    cache: Cache | None = None,
    say: Callable[[str], None],
) -> int:
    """Writes the forms into a folder, one file for each type; those of an earlier run are written over.

    Args:
        snapshot: Of the office: on a form for one site stand the names of its people.
        types: Record types; those that the documents ask for when left out.
        out: The folder, made if it isn't there.
        paper: Size of the page.
        site: Print them for one site.
        all: Every type that is filled in by hand, whether a document asks for it or not.
        copies: How many numbered copies; 0 for one without a number, to be copied.
        first_number: Number of the first copy.
        cache: Where rendered sheets are kept.
        say: Prints a line.

    Returns:
        The exit status: 0.

    Raises:
        BuilderError: A type or the site isn't known, or a form can't be printed.
    """
    chosen = _choose(snapshot, types, all)
    _refuse_unknown_site(snapshot, site)
    if copies > MOST_COPIES:
        raise BuilderError(
            f"{MOST_COPIES} copies are printed at most in one run.", "Print the rest with --from-number."
        )
    if out.exists() and not out.is_dir():
        raise BuilderError(f"{out} is not a folder.", "Give --out a folder.")
    serials = range(first_number, first_number + copies) if copies else (0,)
    ending = f"-{site}" if site else ""
    written = {
        out / f"{name}{ending}.pdf": make_copies(snapshot, name, paper, site, serials=serials, cache=cache)
        for name in chosen
    }
    out.mkdir(parents=True, exist_ok=True)
    write_all(written)
    copied = f", numbers {serials[0]} to {serials[-1]} of each" if copies else ""
    say(
        f"{len(written)} form{'s' if len(written) != 1 else ''} on {'A4' if paper == 'a4' else 'Letter'} paper in {out}{copied}."
    )
    say("What comes back: put its scan into the folder inbox and write: muster import inbox")
    return 0


def _choose(snapshot: Snapshot, types: Sequence[str], all: bool) -> tuple[str, ...]:
    for name in types:
        if name in NOT_ON_PAPER:
            raise BuilderError(
                f"There is no form for {TYPES[name].PLURAL.lower()}: {NOT_ON_PAPER[name]}.", "Leave it out."
            )
        if name not in TYPES:
            near = difflib.get_close_matches(name, TYPES, n=1)
            hint = f"Did you mean {near[0]}? " if near else ""
            raise BuilderError(
                f"There is no form called {name}.",
                f"{hint}The forms are: {', '.join(types_on_paper(snapshot, all=True))}.",
            )
    chosen = tuple(dict.fromkeys(types)) or types_on_paper(snapshot, all=all)
    if not chosen:
        raise BuilderError(
            "No approved document asks for a form yet.",
            "Name the forms, like `muster forms inspection --out DIR`, or print all of them with --all.",
        )
    return chosen


def _refuse_unknown_site(snapshot: Snapshot, site: str | None) -> None:
    sites = snapshot.program.sites
    if site is not None and site not in sites:
        near = difflib.get_close_matches(site, sites, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise BuilderError(f"There is no site {site}.", f"{hint}The sites are: {', '.join(sites)}.")
