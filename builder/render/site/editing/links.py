"""The ways from the manual's pages into the editor: a button on each page that comes from a file, and one to add what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup

from builder.record_types import TYPES
from builder.render.site.address_book import relative
from builder.render.site.editing import labels
from builder.render.site.editing.collections import page_name
from builder.render.site.editing.files import PAGE
from builder.render.site.manual import Manual
from builder.render.site.page import Page

_RECORD = re.compile(r"records/([a-z0-9-]+)/([0-9]{4}/[^/]+)\.ya?ml")
_ENTRY = re.compile(r"records/(people|sites|positions|assets|contractors)/([^/]+)\.ya?ml")
_DOCUMENT = re.compile(r"policies/([^/]+)\.md")

_HOME = "index.md"

_LISTS = {
    "documents/index.md": ("policies", labels.ADD_DOCUMENT),
    "people/index.md": ("register-people", "Add or change a person"),
    "people/positions.md": ("register-positions", "Add or change a position"),
    "sites/index.md": ("register-sites", "Add or change a site"),
    "records/equipment.md": ("register-assets", "Add or change a piece of equipment"),
    "records/contractors.md": ("register-contractors", "Add or change a contractor"),
}
"""Overviews, with what the editor calls their list and the words on the button."""


def entry_place(path: str) -> str:
    """Where the editor shows a file of the program, as it stands behind the `#` of its address; empty for a file that it can't show."""
    if found := _RECORD.fullmatch(path):
        return f"/collections/record-{found[1]}/entries/{quote(found[2])}" if found[1] in TYPES else ""
    if found := _ENTRY.fullmatch(path):
        return f"/collections/register-{found[1]}/entries/{quote(found[2])}"
    if found := _DOCUMENT.fullmatch(path):
        return f"/collections/policies/entries/{quote(found[1])}"
    if path == "records/company.yaml":
        return "/collections/company/entries/company"
    if path.startswith("content/") and path.endswith(".md"):
        return f"/collections/content/entries/{quote(page_name(path))}"
    return ""


def with_edit_links(pages: Iterable[Page], manual: Manual) -> Iterator[Page]:
    """The pages, with their buttons where the manual can be edited; otherwise as they are."""
    if manual.editing is None:
        yield from pages
        return
    files = _files_by_page(manual)
    for page in pages:
        ways = list(_ways(page.path, files))
        if not ways:
            yield page
            continue
        editor = relative(page.path, PAGE)
        links = [
            Markup('<a href="{}">{}</a>').format(f"{editor}#{place}" if place else editor, words)
            for place, words in ways
        ]
        block = Markup('<div class="m-edit" data-search-exclude>{}</div>').format(Markup(" ").join(links))
        yield replace(page, body=f"{block}\n\n{page.body.lstrip()}")


def _ways(page: str, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The buttons of a page: where each leads in the editor, and what it says."""
    # The whole editor, for what has no page of its own yet: a type of record of which nothing has been filed.
    if page == _HOME:
        yield "", labels.OPEN_EDITOR
    if button := _button(page, files):
        yield button


def _files_by_page(manual: Manual) -> Mapping[str, str]:
    files = manual.snapshot.program.files
    return {address.path: path for path, address in manual.book.sources.items() if not address.anchor and path in files}


def _button(page: str, files: Mapping[str, str]) -> tuple[str, str] | None:
    """Where the button of a page leads, and what it says."""
    if page in _LISTS:
        collection, words = _LISTS[page]
        return f"/collections/{collection}", words
    parts = page.split("/")
    if len(parts) == 3 and parts[0] == "records" and parts[2] == "index.md" and parts[1] in TYPES:
        return f"/collections/record-{parts[1]}/new", labels.ADD_RECORD
    path = files.get(page, "")
    place = entry_place(path)
    return (place, _words(path)) if place else None


def _words(path: str) -> str:
    if _ENTRY.fullmatch(path):
        return labels.EDIT_ENTRY
    if path.startswith("records/"):
        return labels.EDIT_RECORD
    return labels.EDIT_PAGE if path.startswith("content/") else labels.EDIT_DOCUMENT
