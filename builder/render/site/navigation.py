"""The navigation: few entries on top, documents by area, records left out of it so that it stays small on every page."""

from __future__ import annotations

from html import escape
from typing import Any

from builder.render.site.documents.documents import by_area, shown_documents
from builder.render.site.home.content_files import ContentPage
from builder.render.site.home.talks import PATH as TALKS_PATH
from builder.render.site.manual import Manual
from builder.render.site.registers.site_pages import active_sites

Entry = dict[str, Any]
"""An entry of MkDocs' `nav`: a title and a path, or a title and a list of entries."""

OUT_OF_NAV = ("/records/*/", "/changes/", "/expected/", "/checks/", "/talks/")
"""Pages without an entry, as patterns of MkDocs' `not_in_nav`: siblings are listed on every page, so hundreds of them would cost
more than all the rest of the build."""

_OWN = ("index.md", "emergency.md")

_LONGEST = 150
"""Signs of a title in the navigation."""


def navigation(manual: Manual, content: tuple[ContentPage, ...]) -> list[Entry]:
    """The `nav` of an edition. Titles are escaped: themes put them into HTML as they are."""
    guide = sorted(
        (page for page in content if page.path not in _OWN and not page.is_talk),
        key=lambda page: (page.order, page.path),
    )
    titles = {page.path: page.title for page in content}
    entries = [
        _entry(manual.w["home"], "index.md"),
        _entry(manual.w["emergency"], [_entry(titles["emergency.md"], "emergency.md"), *_sites(manual)]),
        _entry(manual.w["documents"], [_entry(manual.w["documents"], "documents/index.md"), *_documents(manual)]),
        _entry(manual.w["records"], _records(manual)),
    ]
    if manual.is_office:
        entries.append(
            _entry(
                manual.w["people"],
                [
                    _entry(manual.w["people"], "people/index.md"),
                    _entry(manual.w["training"], "people/training.md"),
                    _entry("Competence at work", "people/competence.md"),
                    _entry(manual.w["jobs_title"], "people/positions.md"),
                ],
            )
        )
        entries.append(_entry("Audit", _audit(manual)))
    else:
        entries.append(_entry(manual.w["jobs"], "people/positions.md"))
        entries.append(_entry(manual.w["elements"], _elements(manual)))
    if guide:
        entries.append(_entry(manual.w["guide"], [_entry(page.title, page.path) for page in guide]))
    if manual.book.page(TALKS_PATH):
        entries.append(_entry(manual.w["talks"], TALKS_PATH))
    return entries


def language_navigation(manual: Manual, content: tuple[ContentPage, ...]) -> Entry:
    """The entries of a part in another language below its name; the frame shows them in the place of the English ones."""
    w, book = manual.w, manual.book
    titles = {page.path: page.title for page in content}
    guide = sorted((page for page in content if page.path not in _OWN), key=lambda page: (page.order, page.path))
    documents = [
        _entry(stored.value.title, book.place(book.sources[stored.path].path))
        for stored in shown_documents(manual)
        if stored.value.id in manual.translations
    ]
    sites = [_entry(site.name, book.place(f"sites/{site.id}.md")) for site in active_sites(manual)]
    entries = [
        _entry(w["home"], book.place("index.md")),
        _entry(w["emergency"], [_entry(titles["emergency.md"], book.place("emergency.md")), *sites]),
        _entry(w["documents"], [_entry(w["documents"], book.place("documents/index.md")), *documents]),
        _entry(w["forms_records"], book.place("records/index.md")),
        _entry(w["jobs"], book.place("people/positions.md")),
    ]
    if guide:
        entries.append(_entry(w["guide"], [_entry(page.title, book.place(page.path)) for page in guide]))
    return _entry(manual.language.name, entries)


def _entry(title: str, target: str | list[Entry]) -> Entry:
    # MkDocs reads the list as YAML, where a name has at most 1,024 signs on one line; the page itself has all of the title.
    return {escape(" ".join(title.split())[:_LONGEST], quote=True): target}


def _sites(manual: Manual) -> list[Entry]:
    sites = [_entry(site.name, f"sites/{site.id}.md") for site in active_sites(manual)]
    shown = {site.id for site in active_sites(manual)}
    others = [
        _entry(stored.value.name, f"sites/{id}.md")
        for id, stored in manual.snapshot.program.sites.items()
        if id not in shown
    ]
    finished = [_entry(manual.w["other_sites"], others)] if others else []
    return [_entry(manual.w["all_sites"], "sites/index.md"), *sites, *finished]


def _documents(manual: Manual) -> list[Entry]:
    areas = []
    for heading, groups in by_area(manual):
        entries: list[Entry] = []
        for title, documents in groups:
            listed = [_entry(f"{stored.value.title}", manual.book.sources[stored.path].path) for stored in documents]
            entries.extend([_entry(title, listed)] if title else listed)
        areas.append(_entry(heading, entries))
    return areas


def _records(manual: Manual) -> list[Entry]:
    entries = [
        _entry(manual.w["forms_records"], "records/index.md"),
        _entry(manual.w["equipment"], "records/equipment.md"),
    ]
    if manual.is_office:
        entries.append(_entry("Contractors", "records/contractors.md"))
    entries.append(_entry(manual.w["retention"], "records/retention.md"))
    return entries


def _elements(manual: Manual) -> list[Entry]:
    entries = [_entry(manual.w["elements"], "elements/index.md")]
    entries += [
        _entry(f"{element.partner.number} {element.partner.name}", f"elements/{element.element.key}.md")
        for element in manual.snapshot.coverage.elements
    ]
    return entries


def _audit(manual: Manual) -> list[Entry]:
    return [
        _entry(manual.w["coverage"], "coverage.md"),
        _entry("Readiness", "readiness.md"),
        _entry("Decay calendar", "decay.md"),
        _entry(manual.w["due"], "due.md"),
        _entry("COR clock", "cor-clock.md"),
        _entry("Audit worksheet", "audit-worksheet.md"),
        _entry(manual.w["actions"], "actions.md"),
        _entry(manual.w["findings"], "findings.md"),
        _entry("The law", "law.md"),
        _entry("Said and done", "said-and-done.md"),
        _entry("Done and filed", "done-and-filed.md"),
        _entry("Statistics", "statistics.md"),
        _entry(manual.w["elements"], _elements(manual)),
    ]
