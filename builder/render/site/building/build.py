"""The manual as a folder of web pages: rendered, built with MkDocs, proved, and put in place in one step or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.snapshot import Snapshot
from builder.read.source import Source
from builder.render.site.building.assets import write_assets
from builder.render.site.building.link_proof import prove_links
from builder.render.site.building.marker import MARKER
from builder.render.site.building.mkdocs_apart import run_mkdocs_apart
from builder.render.site.building.picture import plain_picture
from builder.render.site.building.proof import prove_site
from builder.render.site.building.settings import (
    Looks,
    changing_texts,
    make_settings,
    read_looks,
    site_name,
    write_settings,
)
from builder.render.site.editing.editing import Editing
from builder.render.site.editing.files import editor_assets
from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH
from builder.render.site.offline.offline import write_offline
from builder.render.site.pages import Tree, render_tree
from builder.render.site.prose import PICTURES
from builder.render.site.search.index import INDEX_SCRIPT
from builder.render.site.words import Edition
from builder.render.templates import open_templates


@dataclass(frozen=True)
class Company:
    """What the site takes from the repository besides the snapshot.

    Attributes:
        content: Markdown of the company's own pages by path relative to content/.
        pictures: Pictures in content/ and policies/ by path, which pages may show.
        looks: The allow-listed settings of its mkdocs.yml.
    """

    content: Mapping[str, str]
    pictures: frozenset[str]
    looks: Looks


def read_company(source: Source) -> Company:
    """The company's own pages, pictures and looks from a source."""
    files = [path for path, entry in source.entries().items() if entry.kind == "file"]
    pages = [path for path in files if path.startswith("content/") and path.endswith(".md")]
    texts = {path: data.decode("utf-8", "replace") for path, data in source.read(pages)}
    pictures = frozenset(
        path for path in files if path.startswith(("content/", "policies/")) and path.endswith(PICTURES)
    )
    settings = [path for path in files if path == "mkdocs.yml"]
    looks = Looks()
    for _, data in source.read(settings):
        looks = read_looks(data.decode("utf-8", "replace"))
    if f"content/{looks.logo}" not in pictures:
        looks = Looks(looks.site_name, looks.site_url, looks.primary, looks.accent)
    return Company({path.removeprefix("content/"): text for path, text in texts.items()}, pictures, looks)


@dataclass(frozen=True)
class Built:
    """What came of a build.

    Attributes:
        pages: How many pages the site has.
        out: Where it stands.
        languages: Of its pages, English first.
    """

    pages: int
    out: Path
    languages: tuple[Language, ...] = (ENGLISH,)


def build_site(
    snapshot: Snapshot,
    findings: Iterable[Finding],
    edition: Edition,
    *,
    source: Source,
    out: Path,
    templates: Path | None = None,
    papers: Mapping[str, bytes] = MappingProxyType({}),
    editing: Editing | None = None,
    say: Callable[[str], None],
) -> Built:
    """Builds the site of an edition and puts it where it belongs.

    Args:
        snapshot: Already at the level of the edition.
        findings: Shown in the office edition.
        edition: For whom.
        source: Where the company's own pages, pictures and scans come from.
        out: The folder for the site. What stood there is replaced whole, once the new one is proved.
        templates: A folder whose templates win over ours, given by hand.
        papers: PDFs that stand beside the pages, by their path in the site.
        editing: Where what is edited in the browser goes; without it there is no editor.
        say: Prints a line of progress.

    Raises:
        BuilderError: `out` holds something else, or the built site isn't what it has to be.
    """
    check_place(out)
    company = read_company(source)
    with _beside(out) as work:
        docs, site = work / "docs", work / "site"
        tree = render(snapshot, findings, edition, company, templates, frozenset(papers), docs, editing)
        pages = sum(path.endswith(".md") for path in tree.files)
        say(f"{pages} pages rendered; MkDocs is building them.")
        write_copies(tree, docs, source)
        for path, data in papers.items():
            write_file(docs / path, data)
        settings = make_settings(snapshot, tree, edition, company.looks, docs=docs, site=site, content_security=True)
        (work / "mkdocs.yml").write_text(write_settings(settings), "utf-8", newline="\n")
        run_mkdocs_apart(work / "mkdocs.yml", snapshot.as_of)
        count = finish_site(site, tree, snapshot, edition, company.looks)
        put_in_place(site, out, work / "before")
    return Built(count, out, (ENGLISH, *tree.languages))


def finish_site(site: Path, tree: Tree, snapshot: Snapshot, edition: Edition, looks: Looks) -> int:
    """What is done to a site after MkDocs wrote it: proved, given its security policy, listed for phones, links followed, marked as ours.

    Returns:
        How many pages it has.

    Raises:
        BuilderError: It isn't what it has to be.
    """
    # The index for pages opened from a stick is a script, too, and made by this build.
    scripts = known_scripts() | {_digest(tree.files[INDEX_SCRIPT])}
    # A worker edition that holds a script of the editor is refused like one with a stranger's.
    if edition == "office":
        scripts |= {_digest(data) for path, data in editor_assets().items() if path.endswith(".js")}
    count = prove_site(site, tree.files, scripts)
    if edition == "worker":
        texts = changing_texts(snapshot, edition, tree.languages)
        write_offline(site, snapshot.as_of, site_name(snapshot, looks), (ENGLISH, *tree.languages), texts)
    prove_links(site)
    marker = {"made_by": "muster site", "edition": edition, "as_of": snapshot.as_of.isoformat()}
    (site / MARKER).write_text(json.dumps(marker) + "\n", "utf-8", newline="\n")
    return count


def render(
    snapshot: Snapshot,
    findings: Iterable[Finding],
    edition: Edition,
    company: Company,
    templates: Path | None,
    papers: frozenset[str] = frozenset(),
    folder: Path | None = None,
    editing: Editing | None = None,
) -> Tree:
    """The tree of an edition with the company's own pages in it, in memory or written to `folder`.

    `papers` are PDFs that will stand beside them; with `editing` the editor stands in it, and the pages have ways into it.
    """
    return render_tree(
        snapshot,
        findings,
        edition,
        content=company.content,
        pictures=company.pictures,
        logo=company.looks.logo,
        address=company.looks.site_url,
        papers=papers,
        templates=open_templates(templates),
        folder=folder,
        editing=editing,
    )


def write_docs(tree: Tree, docs: Path, source: Source) -> None:
    """The tree as files, the scans and pictures copied beside it."""
    for folder in sorted({Path(path).parent for path in tree.files}):
        (docs / folder).mkdir(parents=True, exist_ok=True)
    for path, text in tree.files.items():
        (docs / path).write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    write_copies(tree, docs, source)


def write_copies(tree: Tree, docs: Path, source: Source) -> None:
    """The scans and pictures that stand in the site, without what is hidden in them."""
    targets: dict[str, list[str]] = {}
    for target, path in tree.copies.items():
        targets.setdefault(path, []).append(target)
    entries = source.entries()
    wanted = [path for path in targets if path in entries and entries[path].kind == "file"]
    for path, data in source.read(wanted):
        shown = plain_picture(path, data)
        for target in targets[path]:
            write_file(docs / target, shown)


def write_file(path: Path, content: str | bytes) -> None:
    """Text or bytes in a file, its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def known_scripts() -> frozenset[str]:
    """SHA-256 of every script that the theme brings, and of ours."""
    theme = find_spec("material")
    assert theme is not None
    assert theme.origin is not None
    bundled = (Path(theme.origin).parent / "templates" / "assets" / "javascripts").rglob("*.js")
    ours = [data for path, data in write_assets().items() if path.endswith(".js")]
    scripts = [*(path.read_bytes() for path in bundled), *ours]
    return frozenset(_digest(data) for data in scripts)


def _digest(data: str | bytes) -> str:
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def check_place(out: Path) -> None:
    """Makes sure that a site may stand in a folder: it isn't there yet, it is empty, or it holds a site of ours.

    Raises:
        BuilderError: It holds anything else.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise BuilderError(f"{out} is not a folder.", "Give --out a new or empty folder.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise BuilderError(
            f"{out} holds files that Muster did not make, and building the site would delete them.",
            "Give --out a new or empty folder.",
        )


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A working folder on the same disk as `out`, so that moving the site is a rename; gone afterwards."""
    parent = out.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=parent) as name:
        yield Path(name)


def put_in_place(site: Path, out: Path, before: Path) -> None:
    """Swaps the new site for what stood in `out`; on any failure what stood there stands there again."""
    check_place(out)
    had_one = out.exists()
    if had_one:
        out.rename(before)
    try:
        site.rename(out)
    except OSError:
        if had_one:
            before.rename(out)
        raise
    if had_one:
        shutil.rmtree(before)
