"""All that the pages of one edition are made from, and the links that a page draws from where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup, escape

from builder.measure.answers.decay import measure_decay
from builder.measure.filing.alterations import Alteration, Redating, find_alterations, find_redatings
from builder.measure.filing.filing import Filing, measure_all_filing
from builder.measure.past.in_force import Documents, list_documents
from builder.measure.past.proof_of_age import ProofOfAge
from builder.measure.translation import Translation
from builder.model.coverage import Expected
from builder.model.decay import Decay
from builder.model.field import fact
from builder.model.finding import Finding
from builder.model.policy import Frozen, Policy
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.render.site import words
from builder.render.site.address_book import Address, AddressBook, relative, shown_records
from builder.render.site.editing.editing import Editing
from builder.render.site.language import Language, Words
from builder.render.site.languages import ENGLISH
from builder.render.site.markup import NOTHING, chip, link, unbroken
from builder.render.site.prose import Surroundings, render_prose
from builder.render.site.words import Edition


@dataclass(frozen=True)
class Manual:
    """One edition in the making.

    Attributes:
        snapshot: Already at the level of the edition.
        findings: Shown in the office edition only.
        edition: For whom.
        book: Where everything stands.
        templates: The environment that renders the pages.
        pictures: Pictures of the repository, by path, that texts may show.
        language: Of the interface.
        address: Where the worker edition will stand, with a slash at its end; empty where mkdocs.yml doesn't say. Only a code on paper needs it.
        papers: PDFs that will stand in the site, by their path in it.
        editing: Where what is edited in the browser goes; None where the pages have no ways into the editor.
        translations: Documents whose text is a translation into the manual's language, by id.
    """

    snapshot: Snapshot
    findings: tuple[Finding, ...]
    edition: Edition
    book: AddressBook
    templates: Environment
    pictures: frozenset[str] = frozenset()
    language: Language = ENGLISH
    address: str = ""
    papers: frozenset[str] = frozenset()
    editing: Editing | None = None
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def w(self) -> Words:
        """The words of the interface in the manual's language."""
        return self.language.words

    def written_in(self, stored: Stored[Policy]) -> str:
        """The file that the text of a document comes from: its own, or that of its translation."""
        found = self.translations.get(stored.value.id)
        return found.stored.path if found else stored.path

    def own_id(self, stored: Stored[Policy]) -> str:
        """The id of that file: a translation has one of its own, SWP-07-FR, for its printed copies."""
        found = self.translations.get(stored.value.id)
        return found.stored.value.id if found else stored.value.id

    @property
    def is_office(self) -> bool:
        """Whether gaps, people and drafts may be on the pages."""
        return self.edition == "office"

    @cached_property
    def records(self) -> Mapping[str, tuple[Stored[Record], ...]]:
        """The records this edition lists, by type, oldest first."""
        return shown_records(self.snapshot, self.edition)

    @cached_property
    def documents(self) -> Documents:
        """Which revision of each document was in force on which day."""
        return list_documents(self.snapshot)

    @cached_property
    def mentioned_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each id the records that refer to it, sorted."""
        found: dict[str, list[str]] = {}
        for records in self.records.values():
            for stored in records:
                for id in dict.fromkeys(references(stored.value)):
                    found.setdefault(id, []).append(stored.value.id)
        return MappingProxyType({id: tuple(sorted(each)) for id, each in found.items()})

    @cached_property
    def expected_by_document(self) -> Mapping[tuple[str, int], tuple[Expected, ...]]:
        """The expected records of each obligation, by document and index."""
        found: dict[tuple[str, int], list[Expected]] = {}
        for each in self.snapshot.expected:
            found.setdefault((each.document, each.obligation), []).append(each)
        return MappingProxyType({key: tuple(group) for key, group in found.items()})

    @cached_property
    def expected_by_record(self) -> Mapping[str, tuple[Expected, ...]]:
        """What each record counts for, by its id."""
        found: dict[str, list[Expected]] = {}
        for each in self.snapshot.expected:
            if each.record:
                found.setdefault(each.record, []).append(each)
        return MappingProxyType({id: tuple(group) for id, group in found.items()})

    @cached_property
    def decay(self) -> Decay:
        """What turns and what runs out within ninety days."""
        return measure_decay(self.snapshot)

    @cached_property
    def filings(self) -> Mapping[str, Filing]:
        """How each record was filed, by its path."""
        return MappingProxyType({each.stored.path: each for each in measure_all_filing(self.snapshot)})

    @cached_property
    def redatings(self) -> Mapping[str, tuple[Redating, ...]]:
        """When each record was given another day, by its id."""
        return _by_id(find_redatings(self.snapshot))

    @cached_property
    def alterations(self) -> Mapping[str, tuple[Alteration, ...]]:
        """When each record was changed after sign-off, by its id."""
        return _by_id(find_alterations(self.snapshot))

    @cached_property
    def proof(self) -> ProofOfAge:
        """What the anchors prove about the age of files; nothing in the worker edition."""
        return ProofOfAge(self.snapshot.history)

    def here(self, path: str) -> Here:
        """The manual as seen from one of its pages."""
        return Here(self, path)

    def render(self, template: str, path: str, **values: object) -> str:
        """A template rendered for the page at `path`; it sees the words, the snapshot, and links from there as `here`."""
        return self.templates.get_template(f"site/{template}").render(
            here=self.here(path),
            snapshot=self.snapshot,
            office=self.is_office,
            chip=chip,
            w=self.w,
            words=words,
            **values,
        )


ChangedT = TypeVar("ChangedT", Redating, Alteration)


def _by_id(found: Iterable[ChangedT]) -> Mapping[str, tuple[ChangedT, ...]]:
    groups: dict[str, list[ChangedT]] = {}
    for each in found:
        groups.setdefault(each.id, []).append(each)
    return MappingProxyType({id: tuple(group) for id, group in groups.items()})


@dataclass(frozen=True)
class Here:
    """A page and the links that can be drawn from it."""

    manual: Manual
    path: str

    @property
    def w(self) -> Words:
        """The words of the interface in the manual's language."""
        return self.manual.w

    def say(self, table: str, choice: str, otherwise: str = "") -> str:
        """The name of a choice in the manual's language; one that no table knows is `otherwise`, or is written as words."""
        return self.manual.language.say(table, choice, otherwise)

    def day(self, day: date) -> str:
        """A day in words in the manual's language."""
        return self.manual.language.write_day(day)

    def count(self, number: int, name: str, **values: str) -> str:
        """A number with its noun in the manual's language; `name` is that of the noun's words, without their forms."""
        return self.manual.language.count(number, name, **values)

    def is_elsewhere(self, address: Address | None) -> bool:
        """Whether a page is in English while this one isn't."""
        book = self.manual.book
        return bool(address and book.folder and address.path not in book.moved)

    def language_of(self, address: Address) -> str:
        """The language of a page where it isn't that of this one; for screen readers."""
        return ENGLISH.code if self.is_elsewhere(address) else ""

    def url(self, address: Address | None) -> str | None:
        """The link to an address, or None for none."""
        if address is None:
            return None
        book = self.manual.book
        found = relative(book.place(self.path), book.place(address.path))
        if address.anchor:
            return f"#{address.anchor}" if found == "./" else f"{found}#{address.anchor}"
        return found

    def to(self, path: str, anchor: str = "") -> str | None:
        """The link to a page by its path in the tree, or None where this edition lacks it."""
        found = self.manual.book.page(path)
        return self.url(Address(found.path, anchor)) if found else None

    def type(self, name: str) -> str | None:
        """The link to the register of a record type, or None where nothing has been filed."""
        return self.url(self.manual.book.types.get(name))

    def question(self, id: str) -> str | None:
        """The link to a question of the standard."""
        return self.url(self.manual.book.questions.get(id))

    def ref(self, id: str | None, text: str | None = None) -> Markup:
        """What an id stands for by its name, linked to its page where there is one."""
        if not id:
            return NOTHING
        shown = text if text is not None else self.manual.snapshot.name(id)
        address = self.manual.book.ids.get(id)
        url = self.url(address)
        found = link(url, shown) if url else escape(shown)
        if id in self.manual.snapshot.program.policy_by_id and self.is_elsewhere(address):
            found += Markup(" ({})").format(self.w["in_english"])
        return unbroken(found) if shown == id else found

    def refs(self, ids: Iterable[str]) -> Markup:
        """Several of them, separated by commas."""
        return Markup(", ").join(self.ref(id) for id in ids)

    def out_of_language(self, path: str) -> str:
        """The link to the English page of that address, also where the manual's language has it of its own."""
        return relative(self.manual.book.place(self.path), path)

    def file(self, path: str) -> str:
        """The link to a file of the repository that stands in the site."""
        return relative(self.manual.book.place(self.path), f"files/{path}")

    def paper(self, path: str) -> str | None:
        """The link to a PDF of the site, or None where it was left out."""
        return relative(self.manual.book.place(self.path), path) if path in self.manual.papers else None

    def prose(self, text: str, source: str, language: str = "") -> Markup:
        """Markdown that somebody wrote in the file `source`, made safe, links rewritten to this page; `language` is the page's if not given."""
        other = "" if language == self.manual.language.code else language
        return Markup(render_prose(text, self._surroundings(source, other)))  # noqa: S704 - made safe there

    def _surroundings(self, source: str, language: str) -> Surroundings:
        def find(path: str, anchor: str) -> str | None:
            found = self.manual.book.sources.get(path)
            return self.url(Address(found.path, anchor or found.anchor)) if found else None

        def picture(path: str) -> str | None:
            return self.file(path) if path in self.manual.pictures else None

        def remark(path: str) -> str:
            is_elsewhere = self.is_elsewhere(self.manual.book.sources.get(path))
            return self.w["in_english"] if is_elsewhere and path.startswith("policies/") else ""

        return Surroundings(source, find, picture, language, remark, self.w["table"])


def references(value: Frozen) -> Iterator[str]:
    """Every id that a record, or a part of one, refers to."""
    for name, info in type(value).model_fields.items():
        found = getattr(value, name, None)
        refers = fact(info, "refers")
        for each in found if isinstance(found, tuple) else (found,):
            if isinstance(each, Frozen):
                yield from references(each)
            elif refers and isinstance(each, str):
                yield each


def known(value: Frozen, name: str, otherwise: Any = None) -> Any:
    """A field of something that may have been cut down to a level, or `otherwise` where it isn't in it any more."""
    found = getattr(value, name, None)
    return otherwise if found is None else found
