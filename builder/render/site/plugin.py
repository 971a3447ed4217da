"""The MkDocs plugin `muster`: plain `mkdocs serve` and `mkdocs build` in a company's repository show the same manual as `muster site`.

Without what only a finished site has: what the history tells (approvals, changes between versions), PDFs, the copy for phones, the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_datetime

from builder.checks.run import check
from builder.measure.level import at_level, findings_at_level
from builder.measure.snapshot import take_snapshot
from builder.model.day import parse_day
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.read.cache import DirectoryCache, default_directory
from builder.read.law_file import read_law
from builder.read.memory import memory_of_folder
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.render.site.building.assets import SCRIPT, STYLE
from builder.render.site.building.build import read_company, render
from builder.render.site.building.picture import plain_picture
from builder.render.site.building.settings import HTML_BLOCKS, Looks, made_note, make_extra, make_theme
from builder.render.site.pages import Tree
from builder.render.site.words import LEVELS, parse_edition
from builder.render.templates import template_folder


class MusterOptions(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say under the plugin's name."""

    edition = Choice(("worker", "office"), default="worker")
    as_of = Optional(Type((str, date)))


class MusterPlugin(BasePlugin[MusterOptions]):  # type: ignore[no-untyped-call]
    """Adds the pages that Muster makes to those in docs_dir."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Puts our frame around the theme's, and our style and script on every page."""
        config.theme.dirs.insert(0, str(template_folder() / "site" / "theme"))
        for name in ("palette", "features", "icon"):
            if not config.theme.get(name):
                config.theme[name] = make_theme(Looks())[name]
        config.markdown_extensions.append(HTML_BLOCKS)
        config.extra_css.append(STYLE)
        config.extra_javascript.append(SCRIPT)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Replaces what stands in docs_dir by the rendered tree, which has in it whatever of that the edition shows."""
        repository = Path(config.config_file_path).parent
        try:
            tree = self._render(repository, config)
        except BuilderError as error:
            raise PluginError(f"{error.message} {error.cure}") from error
        for file in [file for file in files if _comes_with_tree(file, config)]:
            files.remove(file)
        listed = set(_paths(tree.nav))
        for path, text in tree.files.items():
            inclusion = InclusionLevel.INCLUDED if path in listed else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=text, inclusion=inclusion))
        for target, source in tree.copies.items():
            data = (repository / source).read_bytes()
            shown = plain_picture(source, data)
            if shown == data:
                files.append(File.generated(config, target, abs_src_path=str(repository / source)))
            else:
                files.append(File.generated(config, target, content=shown))
        config.nav = tree.nav
        return files

    def on_serve(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002 - MkDocs' signature
    ) -> LiveReloadServer:
        """Rebuilds when a policy or a record changes, too."""
        repository = Path(config.config_file_path).parent
        for name in ("policies", "records"):
            if (repository / name).is_dir():
                server.watch(str(repository / name))
        return server

    def _render(self, repository: Path, config: MkDocsConfig) -> Tree:
        source = FolderSource(repository)
        memory = memory_of_folder(DirectoryCache(default_directory()), repository)
        program = read_program(source, memory)
        memory.save()
        if program.company is None:
            raise BuilderError(
                "There is no readable records/company.yaml.", "Run `muster check` to see what is wrong with it."
            )
        edition = parse_edition(self.config.edition)
        choice = program.company.value.standard
        standard = read_standard(choice.id, choice.edition)
        law = read_law(program.company.value.law)
        whole = take_snapshot(program, standard, as_of=self._day(program), law=law)
        snapshot = at_level(whole, LEVELS[edition])
        findings = findings_at_level(check(whole), snapshot)
        tree = render(snapshot, findings, edition, read_company(source), None)
        config.extra.update(make_extra(snapshot, edition, tree.languages, content_security=False))
        config.copyright = config.copyright or made_note(snapshot, edition)
        return tree

    def _day(self, program: Program) -> date:
        """The day asked for, else the day of the build where the company is. The clock is MkDocs' own."""
        if self.config.as_of:
            return parse_day(self.config.as_of)
        zone = program.company.value.time_zone if program.company else "UTC"
        return get_build_datetime().astimezone(ZoneInfo(zone)).date()


def _comes_with_tree(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is in the tree where the edition shows it: left in docs_dir, pictures of office pages would be published as they are."""
    is_own = file.src_dir == config.docs_dir and not file.is_css() and not file.is_javascript()
    is_named = file.src_uri in (config.theme.get("logo"), config.theme.get("favicon"))
    return file.is_documentation_page() or (is_own and not is_named)


def _paths(nav: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for entry in nav:
        for target in entry.values():
            found.extend([target] if isinstance(target, str) else _paths(target))
    return found
