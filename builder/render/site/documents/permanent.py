"""Addresses that never change: `p/ID/` leads to the page of a document, a site, an asset or a record type, wherever that page lies today.

They are printed on paper and on stickers as codes, so they outlive a renamed file, a moved page and a replaced document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.qr import draw_qr
from builder.render.site.address_book import Address, web_path
from builder.render.site.building.assets import STYLE
from builder.render.site.manual import Here, Manual, known

PERMANENT = "p/"

_ID = re.compile(r"[A-Z]{2,5}-[0-9]{2,4}(-[A-Z]{2,3})?")
"""How the id of a document is written."""


def permanent_path(id: str) -> str:
    """Where the address of an id stands in the tree: `p/SWP-07/index.html`."""
    return f"{PERMANENT}{id}/index.html"


def permanent_address(manual_address: str, id: str) -> str:
    """The whole address, for a code on paper; empty where nobody said where the manual will stand."""
    return f"{manual_address}{PERMANENT}{id}/" if manual_address else ""


def code_block(here: Here, id: str) -> Markup:
    """The code of an id with its address in letters, for the printed page; nothing without an address."""
    address = permanent_address(here.manual.address, id)
    if not address:
        return Markup("")
    return Markup('<div class="m-code" data-search-exclude>{}<p>{}: {}</p></div>').format(
        draw_qr(address, address), here.w["code_leads_to"], address
    )


def permanent_files(manual: Manual) -> dict[str, str]:
    """A ready page for every permanent address, by its path in the tree.

    A document that doesn't apply any more, and an id that a document in use says it replaces, get a page that says so and leads to what
    applies now, unless the edition has a page about it.
    """
    found = {id: _render(manual, title, address) for id, (title, address) in _own(manual)}
    for id, title in _former(manual):
        if id not in found:
            found[id] = _render(manual, title, None, replaced_by(manual, id))
    return {permanent_path(id): html for id, html in found.items()}


def replaced_by(manual: Manual, id: str) -> tuple[Stored[Policy], ...]:
    """The documents in use that say they replace another one."""
    return tuple(
        stored
        for stored in manual.snapshot.program.policies
        if stored.path in manual.book.sources
        and stored.value.status == "approved"
        and id in known(stored.value, "supersedes", ())
    )


def _own(manual: Manual) -> Iterator[tuple[str, tuple[str, Address]]]:
    """Ids with a page of their own; where a type and a site share a name, the site has it, for its sticker hangs at the gate."""
    program, book = manual.snapshot.program, manual.book
    for name, address in book.types.items():
        yield name, (manual.language.say("records", name), address)
    for id in (*program.sites, *program.assets, *program.policy_by_id):
        if id in book.ids:
            yield id, (manual.snapshot.name(id), book.ids[id])


def _former(manual: Manual) -> Iterator[tuple[str, str]]:
    """Ids and titles of documents that applied once. Of one that is gone only the id is known."""
    policies = manual.snapshot.program.policies
    for stored in policies:
        if stored.value.status == "withdrawn":
            yield stored.value.id, f"{stored.value.id} {stored.value.title}"
    for stored in policies:
        for id in known(stored.value, "supersedes", ()) if stored.path in manual.book.sources else ():
            # Anybody can write anything there, and what is written becomes the name of a folder: `../../x` would leave the site's.
            if _ID.fullmatch(id):
                yield id, id


def _render(manual: Manual, title: str, address: Address | None, instead: tuple[Stored[Policy], ...] = ()) -> str:
    leading = [(each.value.title, _from_permanent(manual.book.sources[each.path])) for each in instead]
    return manual.templates.get_template("site/permanent.html.j2").render(
        title=title,
        url=_from_permanent(address) if address else "",
        instead=leading,
        documents=_from_permanent(Address("documents/index.md")),
        style=f"../../{STYLE}",
        language=manual.language.code,
        w=manual.w,
    )


def _from_permanent(address: Address) -> str:
    anchor = f"#{address.anchor}" if address.anchor else ""
    # Files may be called what people like: an unquoted `#` or `?` would end the address, a quotation mark the one in a refresh.
    return f"../../{quote(web_path(address.path))}{anchor}"
