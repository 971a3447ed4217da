"""The whole manual as one pure function: a snapshot and its findings become a tree of Markdown pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment

from builder.checks.rule import list_rules
from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.snapshot import Snapshot
from builder.render.site.address_book import is_shown, make_address_book, shown_records, web_path
from builder.render.site.audit.competence_page import competence_pages
from builder.render.site.audit.cycle_pages import cycle_pages
from builder.render.site.audit.filed_page import filed_pages
from builder.render.site.audit.finding_pages import finding_pages
from builder.render.site.audit.law_page import law_pages
from builder.render.site.audit.said_and_done import said_and_done_pages
from builder.render.site.audit.standard_pages import standard_pages
from builder.render.site.audit.worksheet import worksheet_pages
from builder.render.site.board.action_page import action_pages
from builder.render.site.board.decay_page import decay_pages
from builder.render.site.board.readiness_page import readiness_pages
from builder.render.site.board.statistics_page import statistics_pages
from builder.render.site.board.to_do import to_do_pages
from builder.render.site.building.assets import write_assets
from builder.render.site.documents.changes_page import change_pages, change_paths
from builder.render.site.documents.documents import document_pages, kind_pages, signed_copy_path
from builder.render.site.documents.permanent import permanent_files
from builder.render.site.editing.editing import Editing
from builder.render.site.editing.files import editing_files
from builder.render.site.editing.links import with_edit_links
from builder.render.site.home.content_files import ContentPage, read_content
from builder.render.site.home.content_pages import content_pages
from builder.render.site.home.phone_page import PATH as PHONE_PATH
from builder.render.site.home.phone_page import phone_pages
from builder.render.site.home.talks import PATH as TALKS_PATH
from builder.render.site.home.talks import has_talks, talk_pages
from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH
from builder.render.site.manual import Manual, known
from builder.render.site.navigation import Entry, language_navigation, navigation
from builder.render.site.offline.icons import draw_icons
from builder.render.site.offline.offline import LIST, MANIFEST, SUMMARY, WORKER
from builder.render.site.other_languages import (
    other_languages,
    part_pages,
    split_content,
    with_alternates,
    with_languages,
)
from builder.render.site.page import Page, write_tree
from builder.render.site.prose import SHOWN_FILES
from builder.render.site.registers.asset_pages import asset_pages
from builder.render.site.registers.people import people_pages
from builder.render.site.registers.registers import register_pages
from builder.render.site.registers.site_page import site_pages
from builder.render.site.search.index import Entry as SearchEntry
from builder.render.site.search.index import index_files, noted
from builder.render.site.words import LEVELS, Edition
from builder.render.templates import open_templates

_FIXED = (
    "documents/index.md",
    "documents/swp.md",
    "documents/sjp.md",
    "elements/index.md",
    "people/positions.md",
    "records/equipment.md",
    "records/index.md",
    "records/retention.md",
    "sites/index.md",
)
_FIXED_IN_OFFICE = (
    "actions.md",
    "audit-worksheet.md",
    "checks/index.md",
    "cor-clock.md",
    "coverage.md",
    "decay.md",
    "done-and-filed.md",
    "due.md",
    "equipment/stickers.md",
    "findings.md",
    "law.md",
    "people/competence.md",
    "people/index.md",
    "people/training.md",
    "readiness.md",
    "records/contractors.md",
    "said-and-done.md",
    "statistics.md",
)

_MADE_LAST = frozenset({"404.html", MANIFEST, WORKER, LIST, SUMMARY, "index.html", "sitemap.xml", "sitemap.xml.gz"})
"""What stands in the site without standing in the tree."""


@dataclass(frozen=True)
class Tree:
    """A manual ready to be written down.

    Attributes:
        files: Text and bytes by path; the pages end in `.md`.
        nav: MkDocs' navigation over them.
        copies: Files of the repository that stand in the site, by their path there: scans and pictures.
        languages: Of the pages besides English.
    """

    files: Mapping[str, str | bytes]
    nav: list[Entry]
    copies: Mapping[str, str]
    languages: tuple[Language, ...] = ()


def render_site(
    snapshot: Snapshot,
    findings: Iterable[Finding],
    edition: Edition,
    *,
    content: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str | bytes]:
    """The manual as files by path.

    Args:
        snapshot: Already at the level of the edition.
        findings: Shown in the office edition.
        edition: For whom.
        content: The company's own pages, Markdown by path relative to content/.

    Raises:
        BuilderError: The snapshot holds more than the edition may show.
    """
    return dict(render_tree(snapshot, findings, edition, content=content).files)


def render_tree(
    snapshot: Snapshot,
    findings: Iterable[Finding],
    edition: Edition,
    *,
    content: Mapping[str, str] = MappingProxyType({}),
    pictures: frozenset[str] = frozenset(),
    logo: str = "",
    address: str = "",
    papers: frozenset[str] = frozenset(),
    templates: Environment | None = None,
    folder: Path | None = None,
    editing: Editing | None = None,
) -> Tree:
    """The manual with its navigation and the files that belong to it; see `render_site`.

    `pictures` are those of the repository, by path, that the text of a page may show; `logo` is one relative to content/ for the
    header; `address` is where the worker edition will stand; `papers` are PDFs that will stand beside the pages, by path; `templates` is an
    environment other than the shipped one; with `editing` the editor stands in it. With `folder` the files are written there, instead of being kept in memory.
    """
    if not LEVELS[edition].shows(snapshot.level):
        raise BuilderError(
            f"The {edition} edition of the site may not be made from a snapshot at level {snapshot.level}.",
            "Cut the snapshot down with at_level() first.",
        )
    own = split_content(content)
    pages = read_content(own[ENGLISH.code], edition)
    manual = make_manual(snapshot, findings, edition, pages, templates or open_templates(), pictures)
    manual = replace(manual, address=with_slash(address), papers=papers, editing=editing)
    parts = other_languages(manual, own)
    manual = with_languages(manual, parts)
    everything = chain(_all_pages(manual, pages), *(part_pages(part) for part in parts))
    searched: list[SearchEntry] = []
    written = noted(with_alternates(everything, parts, manual.book.pages()), searched)
    files = write_tree(with_edit_links(written, manual), folder)
    assert not (lost := manual.book.pages() - set(files)), f"Addresses without a page: {sorted(lost)[:5]}"
    for more in (write_assets(), draw_icons(), permanent_files(manual), index_files(manual, searched)):
        files.update(more)
    files.update(editing_files(snapshot, editing) if editing else {})
    files["robots.txt"] = "User-agent: *\nDisallow: /\n"
    shown = pages + tuple(page for part in parts for page in part.content)
    _refuse_taken(shown, files)
    nav = [*navigation(manual, pages), *(language_navigation(part.manual, part.content) for part in parts)]
    return Tree(
        files, nav, MappingProxyType(_copies(manual, shown, logo)), tuple(part.manual.language for part in parts)
    )


def _refuse_taken(pages: Iterable[ContentPage], files: Mapping[str, str | bytes]) -> None:
    """Makes sure that no page of the company becomes a folder where a file of ours goes, or stands where another page does.

    Raises:
        BuilderError: One does.
    """
    for page in pages:
        folder = web_path(page.path)
        is_file = folder[:-1] in files or folder[:-1] in _MADE_LAST
        # MkDocs takes README.md for the first page of its folder.
        if is_file or f"{folder}index.html" in files or page.path.endswith("README.md"):
            raise BuilderError(
                f"content/{page.path} would stand where the manual has a file of its own.", "Give it another name."
            )


def with_slash(address: str) -> str:
    """An address with a slash at its end; nothing stays nothing."""
    return address if not address or address.endswith("/") else f"{address}/"


def _all_pages(manual: Manual, pages: tuple[ContentPage, ...]) -> Iterator[Page]:
    yield from content_pages(manual, pages)
    yield from talk_pages(manual, pages)
    groups = (document_pages, kind_pages, standard_pages, site_pages, people_pages, register_pages, to_do_pages)
    for make in (
        *groups,
        change_pages,
        phone_pages,
        asset_pages,
        action_pages,
        competence_pages,
        cycle_pages,
        decay_pages,
        worksheet_pages,
        readiness_pages,
        said_and_done_pages,
        statistics_pages,
        law_pages,
        filed_pages,
        finding_pages,
    ):
        yield from make(manual)


def make_manual(
    snapshot: Snapshot,
    findings: Iterable[Finding],
    edition: Edition,
    pages: tuple[ContentPage, ...],
    templates: Environment,
    pictures: frozenset[str] = frozenset(),
) -> Manual:
    """What all pages of an edition are rendered from."""
    fixed = [page.path for page in pages]
    fixed += [path for path in _FIXED if path not in _absent(snapshot, edition)]
    fixed += [f"elements/{element.element.key}.md" for element in snapshot.coverage.elements]
    if has_talks(shown_records(snapshot, edition), pages):
        fixed.append(TALKS_PATH)
    for name, records in shown_records(snapshot, edition).items():
        years = {stored.value.date.year for stored in records}
        fixed += [f"records/{name}/index.md", *(f"records/{name}/{year}.md" for year in years)]
    if edition == "office":
        fixed += _FIXED_IN_OFFICE
        fixed += [f"checks/{rule.code}.md" for rule in list_rules()]
        fixed += _expected_paths(snapshot)
    else:
        fixed.append(PHONE_PATH)
    book = make_address_book(snapshot, edition, fixed)
    # A picture that a text mentions may be one that the readers of the edition may not see.
    manual = Manual(snapshot, tuple(findings), edition, book, templates, pictures - snapshot.withheld.names)
    return replace(manual, book=replace(book, fixed=book.fixed | {*change_paths(manual)}))


def _absent(snapshot: Snapshot, edition: Edition) -> set[str]:
    kinds = {
        stored.value.kind
        for stored in snapshot.program.policies
        if is_shown(stored, edition) and stored.value.status != "withdrawn"
    }
    return {f"documents/{kind}.md" for kind in ("swp", "sjp") if kind not in kinds}


def _expected_paths(snapshot: Snapshot) -> list[str]:
    promised = {each.document for each in snapshot.expected}
    return [
        f"expected/{stored.path.removeprefix('policies/')}"
        for stored in snapshot.program.policies
        if stored.value.id in promised and known(stored.value, "obligations", ())
    ]


def _copies(manual: Manual, pages: tuple[ContentPage, ...], logo: str) -> dict[str, str]:
    """Scans of the records on the pages, pictures that a text shows, the logo."""
    texts = [page.body for page in pages]
    texts += [each.value.body for each in manual.snapshot.program.policies if each.path in manual.book.sources]
    # By name: a picture that no text mentions, such as the scan of a signed copy, stays out of the site.
    found = {path for path in manual.pictures if any(path.rpartition("/")[2] in text for text in texts)}
    if logo:
        found.add(f"content/{logo}")
    if manual.is_office:
        files = manual.snapshot.program.files
        found.update(
            path for each in manual.snapshot.program.policies if (path := signed_copy_path(each.value)) in files
        )
        for records in manual.records.values():
            for stored in records:
                paths = (stored.beside(each.path) for each in known(stored.value, "attachments", ()))
                found.update(path for path in paths if path in files and path.lower().endswith(SHOWN_FILES))
    return {f"files/{path}": path for path in sorted(found)}
