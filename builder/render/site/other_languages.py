"""The part of the worker edition in another language: the pages that workers need first, over the documents translated so far.

Everything else is English and linked as such. The pages are made by the same functions as the English ones, from a manual whose
words are the language's and in which each translated document stands in the place of its original; the address book moves them
into the language's folder. A language has a part as soon as the company has translated a document or a page of its own into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from builder.measure.translation import Translation, measure_translations
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.render.site.address_book import Address, is_shown
from builder.render.site.documents.documents import KIND_GROUPS, document_page, kind_pages, overview
from builder.render.site.home.content_files import ContentPage, read_content
from builder.render.site.home.content_pages import content_pages
from builder.render.site.home.phone_page import phone_pages
from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH, LANGUAGES
from builder.render.site.manual import Manual
from builder.render.site.page import Alternate, Page
from builder.render.site.registers.people import people_pages
from builder.render.site.registers.registers import forms_page
from builder.render.site.registers.site_page import site_pages

_TRANSLATED = re.compile(r"(.*[^/])\.([a-z]{2,3}(?:-[A-Z]{2})?)\.md")
"""A page of content/ in another language: `orientation.fr.md`."""

_OVERVIEWS = ("documents/index.md", "people/positions.md", "phone.md", "records/index.md", "sites/index.md")
"""Lists that each language has of its own."""

Translations = Mapping[str, Translation]
"""Translations into one language by the id of their original."""


@dataclass(frozen=True)
class Part:
    """The pages of one language.

    Attributes:
        manual: In that language.
        content: The company's own pages in it.
    """

    manual: Manual
    content: tuple[ContentPage, ...]


def split_content(files: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """The company's own pages by language, each by the path of its English page; a language without a table is none."""
    found: dict[str, dict[str, str]] = {ENGLISH.code: {}}
    for path, text in files.items():
        named = _TRANSLATED.fullmatch(path)
        if named and named[2] in LANGUAGES:
            found.setdefault(named[2], {})[f"{named[1]}.md"] = text
        else:
            found[ENGLISH.code][path] = text
    return MappingProxyType(found)


def other_languages(manual: Manual, content: Mapping[str, Mapping[str, str]]) -> tuple[Part, ...]:
    """The parts of the worker edition in other languages, sorted by code; the office edition has none.

    `content` are the company's own pages as `split_content` gives them.
    """
    if manual.is_office:
        return ()
    translated = _by_language(manual)
    codes = sorted({*translated, *content} & set(LANGUAGES) - {ENGLISH.code})
    return tuple(_part(manual, LANGUAGES[code], translated.get(code, {}), content.get(code, {})) for code in codes)


def _by_language(manual: Manual) -> Mapping[str, Translations]:
    found: dict[str, dict[str, Translation]] = {}
    for id, translations in manual.snapshot.program.once(measure_translations).items():
        for each in translations:
            if all(is_shown(stored, manual.edition) for stored in (each.stored, each.original)):
                found.setdefault(each.language, {}).setdefault(id, each)
    return found


def _part(manual: Manual, language: Language, translations: Translations, content: Mapping[str, str]) -> Part:
    pages = read_content(content, manual.edition, language)
    ids, sources = dict(manual.book.ids), dict(manual.book.sources)
    for id, each in translations.items():
        sources[each.stored.path] = ids[each.stored.value.id] = ids[id]
    kinds = {f"documents/{kind}.md" for kind, _ in KIND_GROUPS}
    own = {page.path for page in pages} | ({*_OVERVIEWS, *kinds} & manual.book.fixed)
    own |= {ids[id].path for id in (*manual.snapshot.program.sites, *translations)}
    book = replace(
        manual.book,
        ids=MappingProxyType(ids),
        sources=MappingProxyType(sources),
        fixed=manual.book.fixed | own,
        folder=language.folder,
        moved=frozenset(own),
    )
    snapshot = _read_in(manual.snapshot, translations)
    moved = replace(manual, snapshot=snapshot, language=language, book=book, translations=translations)
    return Part(moved, pages)


def _read_in(snapshot: Snapshot, translations: Translations) -> Snapshot:
    """The snapshot in which each translated document has its title and its text from the translation, which is no document itself."""
    program = snapshot.program
    taken = {each.stored.path for found in program.once(measure_translations).values() for each in found}
    policies = tuple(
        replace(stored, value=_translated(stored.value, translations[stored.value.id]))
        if stored.value.id in translations
        else stored
        for stored in program.policies
        if stored.path not in taken
    )
    titles = {stored.value.id: stored.value.title for stored in policies}
    approvals = dict(snapshot.approvals)
    for each in translations.values():
        # Who stands behind the words on the page approved the translation.
        approvals.pop(each.original.path, None)
        if each.stored.path in snapshot.approvals:
            approvals[each.original.path] = snapshot.approvals[each.stored.path]
    return replace(
        snapshot,
        approvals=MappingProxyType(approvals),
        program=replace(program, policies=policies),
        names=MappingProxyType({**snapshot.names, **titles}),
    )


def _translated(original: Policy, translation: Translation) -> Policy:
    """What the document is to people who read the translation: its version is the one that was translated."""
    text = translation.stored.value
    own = ("title", "body", "body_line", "language", "approved_on", "effective", "approved_by", "keywords")
    values = {name: getattr(text, name) for name in own if hasattr(text, name)}
    # What the original promises to record, and which questions it answers, is counted and shown there once.
    return original.model_copy(
        update={**values, "version": translation.made_from, "obligations": (), "answers": (), "signed_copy": None}
    )


def with_languages(manual: Manual, parts: Iterable[Part]) -> Manual:
    """The English manual that knows where the translations stand."""
    ids, sources = dict(manual.book.ids), dict(manual.book.sources)
    foreign = set()
    for part in parts:
        for id, each in part.manual.translations.items():
            there = Address(part.manual.book.place(part.manual.book.ids[id].path))
            sources[each.stored.path] = ids[each.stored.value.id] = there
            foreign.add(each.stored.path)
    book = replace(
        manual.book, ids=MappingProxyType(ids), sources=MappingProxyType(sources), foreign=frozenset(foreign)
    )
    return replace(manual, book=book)


def part_pages(part: Part) -> Iterator[Page]:
    """The pages of one language, at the addresses where they lie."""
    book = part.manual.book
    for page in _own_pages(part):
        if page.path in book.moved:
            yield replace(
                page,
                path=book.place(page.path),
                language=part.manual.language.code,
                theme_language=part.manual.language.theme,
            )


def _own_pages(part: Part) -> Iterator[Page]:
    manual = part.manual
    yield from content_pages(manual, part.content)
    yield overview(manual)
    yield from kind_pages(manual)
    for id in manual.translations:
        stored = manual.snapshot.program.policy_by_id[id]
        yield document_page(manual, stored, manual.book.ids[id].path, ())
    yield from site_pages(manual)
    yield from people_pages(manual)
    yield forms_page(manual)
    yield from phone_pages(manual)


def with_alternates(pages: Iterable[Page], parts: tuple[Part, ...], known: frozenset[str]) -> Iterator[Page]:
    """The pages with the way to each in the other languages; where a language lacks it, to where that language begins.

    `known` are the English pages.
    """
    languages = [part.manual for part in parts]
    for page in pages:
        own = next((each for each in languages if each.language.code == page.language), None)
        english = page.path.removeprefix(own.book.folder) if own else page.path
        is_known = english in known
        found = [Alternate(ENGLISH.code, ENGLISH.name, english if is_known else "index.md", is_known)] if own else []
        found += [_alternate(each, english) for each in languages if each is not own]
        yield replace(page, alternates=tuple(found)) if found else page


def _alternate(manual: Manual, english: str) -> Alternate:
    is_same = english in manual.book.moved
    path = manual.book.place(english if is_same else "index.md")
    return Alternate(manual.language.code, manual.language.name, path, is_same)
