"""The manual on this machine while one writes: re-rendered on every change, only the pages that differ built again."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.snapshot import Snapshot
from builder.read.source import FOLDERS, SETTINGS, Source
from builder.render.site.building.build import read_company, render, write_docs, write_file
from builder.render.site.building.mkdocs_run import run_mkdocs
from builder.render.site.building.settings import make_settings, write_settings
from builder.render.site.editing.editing import Editing
from builder.render.site.pages import Tree
from builder.render.site.words import Edition

HOST, PORT = "127.0.0.1", 8000

Renew = Callable[[], tuple[Snapshot, tuple[Finding, ...]]]
"""Reads everything again and gives the snapshot and the findings at the level of the edition."""


@dataclass
class Preview:
    """A site that is kept up to date in a folder.

    Attributes:
        work: The folder: docs/ is the tree, site/ the pages.
        renew: Where the newest snapshot comes from.
        tree: What was built last.
        settings: The configuration it was built with.
        editing: Where what is edited in the browser goes; without it there is no editor.
    """

    work: Path
    source: Source
    edition: Edition
    renew: Renew
    templates: Path | None = None
    tree: Tree | None = None
    settings: str = ""
    editing: Editing | None = None

    @property
    def site(self) -> Path:
        """The folder with the pages."""
        return self.work / "site"

    def update(self) -> int:
        """Brings the site up to date and gives the number of pages that were built.

        Raises:
            BuilderError: It can't be rendered or built as things are; the pages stay as they were.
        """
        snapshot, findings = self.renew()
        # What was read lives until the next change; without this it would be searched for garbage all the time that pages are made.
        gc.freeze()
        try:
            return self.show(snapshot, findings)
        finally:
            gc.unfreeze()

    def show(self, snapshot: Snapshot, findings: Iterable[Finding]) -> int:
        """Like `update`, from a snapshot at hand."""
        company = read_company(self.source)
        tree = render(snapshot, findings, self.edition, company, self.templates, editing=self.editing)
        docs = self.work / "docs"
        # The foot of a page shown while one writes says nothing of the commit: saving the first change would make every page another.
        unplaced = replace(snapshot, history=None, work_tree=None)
        chosen = make_settings(
            unplaced, tree, self.edition, company.looks, docs=docs, site=self.site, content_security=False
        )
        settings = write_settings({**chosen, "strict": False, "site_url": ""})
        before, self.tree = self.tree, tree
        # The same pages under the same names: only what changed has to be built.
        is_partial = (
            before is not None
            and settings == self.settings
            and set(before.files) == set(tree.files)
            and before.copies == tree.copies
        )
        self.settings = settings
        if before is None or not is_partial:
            write_docs(tree, docs, self.source)
            changed = set(tree.files)
        else:
            changed = {path for path, text in tree.files.items() if before.files[path] != text}
            for path in changed:
                write_file(docs / path, tree.files[path])
        (self.work / "mkdocs.yml").write_text(settings, "utf-8", newline="\n")
        try:
            run_mkdocs(self.work / "mkdocs.yml", snapshot.as_of, partial=is_partial)
        except BuilderError:
            self.tree = None
            raise
        return sum(path.endswith(".md") for path in changed)


def serve_site(
    renew: Renew,
    edition: Edition,
    *,
    source: Source,
    repository: Path,
    templates: Path | None = None,
    say: Callable[[str], None],
    host: str = HOST,
    port: int = PORT,
) -> None:
    """Shows the manual on this machine until interrupted, and reloads the browser when a file of the program changes."""
    from mkdocs.livereload import LiveReloadServer

    with tempfile.TemporaryDirectory(prefix="muster-site-") as name:
        preview = Preview(Path(name), source, edition, renew, templates)
        preview.update()

        def rebuild() -> None:
            try:
                say(f"{preview.update()} pages brought up to date.")
            except BuilderError as error:
                # What is half written now may be right in a moment; the pages stay as they were.
                say(f"{error.message} {error.cure}")

        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(preview.site))
        for folder in watched(repository):
            server.watch(str(folder))
        say(f"The manual is at {server.url} until you press Ctrl-C.")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            say("Stopped.")
        finally:
            server.shutdown()


def watched(repository: Path) -> tuple[Path, ...]:
    """The files and folders whose change brings a new site."""
    return tuple(repository / name for name in (*FOLDERS, *SETTINGS) if (repository / name).exists())
