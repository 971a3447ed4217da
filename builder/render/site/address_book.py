"""Where everything stands in the manual: the page of every document, record, person, site and question, and links between pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.render.site.words import Edition

HIDDEN_IN_WORKER = frozenset({"stub", "wcb-report", "work-refusal"})
"""Record types whose bare existence says too much: the day and site of a restricted matter may point at a person."""


_OVERVIEWS = frozenset({"index", "swp", "sjp"})
"""Names in documents/ that are taken."""


@dataclass(frozen=True)
class Address:
    """A page of the tree and a place on it.

    Attributes:
        path: Of the page in the tree.
        anchor: Id of an element on it; empty for its top.
    """

    path: str
    anchor: str = ""


@dataclass(frozen=True)
class AddressBook:
    """Every address of one edition. What has no address there is shown as text without a link.

    Attributes:
        ids: Documents, records, people, sites, positions, … by id.
        sources: Files of the repository that became a page, by their path.
        questions: Questions of the standard by id.
        types: Record types by folder name.
        fixed: Every page that stands for itself.
        folder: Where the pages of another language lie, with a slash at the end; empty for English.
        foreign: Documents, by file, whose page another language's part of the site has.
        moved: Pages that this language has of its own, by their English address; all others are the English ones.
    """

    ids: Mapping[str, Address]
    sources: Mapping[str, Address]
    questions: Mapping[str, Address]
    types: Mapping[str, Address]
    fixed: frozenset[str]
    folder: str = ""
    foreign: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()

    def place(self, path: str) -> str:
        """Where a page really lies: in the folder of the language if this language has it, else where it always lies."""
        return f"{self.folder}{path}" if path in self.moved else path

    def page(self, path: str) -> Address | None:
        """The address of a page by its path in the tree, if this edition has it."""
        return Address(path) if path in self.fixed else None

    def pages(self) -> frozenset[str]:
        """Every page that some address names."""
        groups = (self.ids, self.sources, self.questions, self.types)
        return self.fixed | {each.path for group in groups for each in group.values()}


def is_shown(stored: Stored[Policy], edition: Edition) -> bool:
    """Whether an edition has a page for a document: workers see what is in force, the office sees drafts and withdrawn ones."""
    return edition == "office" or stored.value.status == "approved"


def shown_records(snapshot: Snapshot, edition: Edition) -> Mapping[str, tuple[Stored[Record], ...]]:
    """The records an edition lists, by type, oldest first."""
    return {
        name: records
        for name, records in snapshot.program.records_by_type.items()
        if edition == "office" or name not in HIDDEN_IN_WORKER
    }


def make_address_book(snapshot: Snapshot, edition: Edition, fixed: Iterable[str]) -> AddressBook:
    """The addresses of everything in a snapshot; `fixed` are the pages that stand for themselves: content and overviews."""
    program = snapshot.program
    ids: dict[str, Address] = {}
    sources: dict[str, Address] = {}
    for stored in program.policies:
        if is_shown(stored, edition) and stored.value.id not in ids:
            sources[stored.path] = ids[stored.value.id] = Address(_document_path(stored))
    for site in program.sites.values():
        sources[site.path] = ids[site.value.id] = Address(f"sites/{site.value.id}.md")
    for position in program.positions.values():
        ids[position.value.id] = Address("people/positions.md", f"position-{position.value.id}")
    for asset in program.assets.values():
        sources[asset.path] = ids[asset.value.id] = Address(f"equipment/{asset.value.id}.md")
    if edition == "office":
        ids |= {id: Address("people/index.md", id) for id in program.people}
        ids |= {id: Address("records/contractors.md", id) for id in program.contractors}
    types: dict[str, Address] = {}
    for name, records in shown_records(snapshot, edition).items():
        types[name] = Address(f"records/{name}/index.md")
        for record in records:
            found = _record_address(name, record.value, edition)
            ids.setdefault(record.value.id, found)
            sources[record.path] = ids[record.value.id]
    questions = {
        question.id: Address(f"elements/{element.key}.md", question.id)
        for element in snapshot.standard.elements
        for question in element.questions
    }
    everything = frozenset(fixed)
    content = {f"content/{path}": Address(path) for path in everything}
    return AddressBook(ids, content | sources, questions, types, everything)


def _document_path(stored: Stored[Policy]) -> str:
    name = stored.path.removeprefix("policies/").removesuffix(".md")
    return f"documents/{stored.value.id.lower() if name in _OVERVIEWS else name}.md"


def _record_address(name: str, record: Record, edition: Edition) -> Address:
    year = f"records/{name}/{record.date.year}"
    return Address(f"{year}/{record.id}.md") if edition == "office" else Address(f"{year}.md", record.id)


def web_path(path: str) -> str:
    """The address of a page relative to the site, with a slash at its end: `a/b.md` → `a/b/`, `index.md` → ``."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    return f"{folder}/" if folder else ""


@lru_cache(maxsize=2048)
def relative(source: str, target: str) -> str:
    """The link from one page of the tree to another, or to a file, relative so that the site may stand anywhere."""
    here, there = web_path(source), web_path(target)
    if here == there:
        return "./"
    ours, theirs = here.split("/")[:-1], there.split("/")
    shared = 0
    while shared < min(len(ours), len(theirs) - 1) and ours[shared] == theirs[shared]:
        shared += 1
    found = "../" * (len(ours) - shared) + "/".join(theirs[shared:])
    return quote(found) or "./"
