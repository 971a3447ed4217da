"""The search's index of one edition: every page that the search knows, its weight, its words and its sections, as one small file.

A browser makes its tables of words from it when somebody uses the search box. Those tables made beforehand are as large again as the
text itself (109 of 117 kB packed, for 138 pages); a phone on one bar of signal would load them for four seconds to save half a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from builder.model.synonyms import Synonyms
from builder.read.synonym_file import plain, read_shipped_synonyms
from builder.render.site.address_book import web_path
from builder.render.site.languages import LANGUAGES
from builder.render.site.manual import Manual
from builder.render.site.page import Page
from builder.render.site.search.sections import page_sections

INDEX = "search/index.json"
"""Where it stands in the site."""

INDEX_SCRIPT = "search/index.js"
"""The same for pages opened from a folder or a stick: from there a browser runs scripts, but fetches nothing."""

KINDS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "checks": ("rule_pages", 0.4),
        "documents": ("documents", 1.0),
        "elements": ("elements", 0.4),
        "emergency.md": ("emergency", 1.0),
        "equipment": ("equipment", 0.6),
        "expected": ("obligations", 0.3),
        "index.md": ("home", 0.4),
        "people": ("people", 0.8),
        "records": ("records", 0.4),
        "sites": ("sites", 0.8),
    }
)
"""By folder of the tree, or by page at its top: the word for its pages, and how much they weigh beside documents: who searches a word
wants the procedure before the register, and the register before the question of the audit."""


Entry = list[object]
"""A page as the search knows it: location, title, kind, weight, language ("" for English), search words, and its sections."""


def noted(pages: Iterable[Page], entries: list[Entry]) -> Iterator[Page]:
    """The pages as they come, each put into `entries` on its way if the search may know it; so none is kept for longer than it takes."""
    for page in pages:
        if page.is_searched:
            entries.append(_entry(page))
        yield page


def index_files(manual: Manual, entries: Iterable[Entry]) -> dict[str, bytes]:
    """The index as files of the tree, by path.

    Args:
        manual: Of the edition; its documents and its company's synonyms are already at the level of the edition.
        entries: What `noted` gathered of every page of the tree, those in other languages too.
    """
    data = write_index(entries, company_synonyms(manual), _replaced(manual))
    return {INDEX: data, INDEX_SCRIPT: as_script(data)}


def write_index(
    entries: Iterable[Entry], synonyms: Iterable[tuple[str, ...]], replaced: frozenset[str] = frozenset()
) -> bytes:
    """The index as JSON; the same entries give the same bytes, in whatever order they come.

    Args:
        entries: The search's pages; one with weight 0 comes after everything else.
        synonyms: Groups of words of which each finds what the others find.
        replaced: Locations of pages whose document another one has replaced; they weigh 0.
    """
    kinds: dict[str, int] = {}
    pages = []
    for location, title, kind, weight, *rest in sorted(entries, key=lambda each: str(each[0])):
        number = kinds.setdefault(str(kind), len(kinds))
        pages.append([location, title, number, 0 if location in replaced else weight, *rest])
    whole = {"kinds": list(kinds), "pages": pages, "synonyms": [list(group) for group in synonyms]}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def as_script(data: bytes) -> bytes:
    """The index as a script that hands it to the search."""
    return b"window.musterIndex=" + data + b";\n"


def company_synonyms(manual: Manual) -> tuple[tuple[str, ...], ...]:
    """Muster's groups without those that mean something else here, and the company's own."""
    stored = manual.snapshot.program.synonyms
    own = stored.value if stored else Synonyms()
    gone = {plain(word) for word in own.not_here}
    shipped = [group for group in read_shipped_synonyms().groups if not gone & {plain(word) for word in group}]
    return (*shipped, *(group for group in own.groups if len(group) > 1))


def _entry(page: Page) -> Entry:
    language = _language(page.path)
    folder = page.path.removeprefix(f"{language}/").partition("/")[0]
    word, factor = KINDS.get(folder, ("guide", 1.0))
    kind = LANGUAGES[language or "en"].words[word]
    sections = [] if _is_row(page.path) else list(_sections(page))
    # Whole hundredths: a float's last digits are nothing that anybody wants to load.
    return [
        web_path(page.path),
        page.title,
        kind,
        round(page.boost * factor * 100),
        language,
        list(page.tags),
        sections,
    ]


def _sections(page: Page) -> Iterator[list[str]]:
    """Anchor, heading and text of each section in which something stands; the heading of the first is the title and isn't written again."""
    for number, section in enumerate(page_sections(page)):
        if number == 0:
            if section.text:
                yield ["", "", section.text]
        elif section.text:
            yield [section.location.partition("#")[2], section.title, section.text]


def _language(path: str) -> str:
    """The language whose folder a page lies in; empty for English, whose pages lie at the top."""
    first = path.partition("/")[0]
    return next((code for code, each in LANGUAGES.items() if code != "en" and each.folder == f"{first}/"), "")


def _is_row(path: str) -> bool:
    """Whether the page is one record, `records/<type>/<year>/<id>.md`: thousands of them, found by what they are and by their id."""
    return path.startswith("records/") and path.count("/") == 3


def _replaced(manual: Manual) -> frozenset[str]:
    """Locations of documents that another one, which is in force, names as what it replaces."""
    found = set()
    for stored in manual.snapshot.program.policies:
        if stored.value.status == "approved":
            for id in getattr(stored.value, "supersedes", None) or ():
                address = manual.book.ids.get(id)
                if address:
                    found.add(web_path(address.path))
    return frozenset(found)
