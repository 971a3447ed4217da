"""What the guide says to type and to click is there: verbs, options, navigation, links, the editor's lists and buttons."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from typing import Any

import pytest
import typer

from builder.cli import app
from builder.demo.sample import guide_files
from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.site.editing import labels
from builder.render.site.editing.editing import LOCAL
from builder.render.site.pages import Tree, render_tree
from builder.render.starter import Answers, HeadcountAnswer, SiteAnswer, starter_files
from tests.habits.guide import GUIDE, PAGES, TOP, Command, click_paths, commands_of

ANSWERS = Answers(
    "Our Company Ltd.",
    senior_manager="Dale Friesen",
    hs_lead="Marnie Kowalchuk",
    sites=(SiteAnswer("shop", "Shop", "shop"),),
    headcount=(HeadcountAnswer("worker", 2, "shop"),),
)
TODAY = date(2026, 11, 23)
HOW_TO = sorted((TOP / "content").rglob("*.md"))
COMMANDS = [command for page in HOW_TO for command in commands_of(page)]
CLICKS = [(name, path) for name in PAGES for path in click_paths(GUIDE / name)]


@cache
def program() -> tuple[dict[str, str], Snapshot]:
    """A company on its first day, as the office sees it."""
    files = {**starter_files(ANSWERS, TODAY), **guide_files()}
    whole = take_snapshot(read_program(MemorySource(files)), read_standard("alberta-cor", "2023"), as_of=TODAY)
    return files, at_level(whole, Level.OFFICE)


@cache
def verbs() -> Any:
    return typer.main.get_command(app)


@cache
def site() -> Tree:
    files, snapshot = program()
    content = {path.removeprefix("content/"): text for path, text in files.items() if path.startswith("content/")}
    return render_tree(snapshot, (), "office", content=content, editing=LOCAL)


def test_every_page_of_the_guide_is_read_here_and_comes_with_a_new_program() -> None:
    assert sorted(PAGES) == sorted(page.name for page in GUIDE.glob("*.md"))
    assert sorted(guide_files()) == sorted(f"content/coordinator/{name}" for name in PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_the_guide_is_for_the_office_only(name: str) -> None:
    assert re.match(r"---\ntitle: .+\norder: \d+\nedition: office\n---\n", (GUIDE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: f"{each.page}: {' '.join(each.words)}"[:70])
def test_a_command_that_a_page_names_has_that_verb_and_those_options(command: Command) -> None:
    found: Any = verbs()
    words = list(command.words[1:])
    while words and getattr(found, "commands", None) and not words[0].startswith("-"):
        assert words[0] in found.commands, f"muster {words[0]}"
        found = found.commands[words.pop(0)]
    known = {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
    assert [word for word in words if word.startswith("--") and word.partition("=")[0] not in known] == []


def test_each_step_says_where_to_click_or_what_to_type() -> None:
    for name in PAGES[1:]:
        steps = re.split(r"^## ", (GUIDE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        assert len(steps) >= 8
        assert [step.splitlines()[0] for step in steps if "**Click:**" not in step and "\nmuster " not in step] == []


@pytest.mark.parametrize(("page", "path"), CLICKS, ids=lambda each: each if isinstance(each, str) else " › ".join(each))
def test_a_click_path_leads_somewhere(page: str, path: list[str]) -> None:
    assert (GUIDE / page).is_file()
    assert (in_editor(path[1:]) if path[0] == labels.OPEN_EDITOR else in_manual(path)) == ""


def in_manual(path: list[str]) -> str:
    """The label that isn't there; empty if all are, each reached from the one before."""
    here: Any = site().nav
    for label in path:
        here = step(here, label)
        if here is None:
            return label
    return ""


def step(here: Any, label: str) -> Any:
    """Where a label leads from entries of the navigation or from a page; None if it isn't there."""
    if isinstance(here, list):
        entries = {unescape(title): target for entry in here for title, target in entry.items()}
        if label in entries:
            return entries[label]
        # The first entry of a group is its own overview, which shows when the group is opened.
        here = next(iter(here[0].values())) if here else ""
    text = site().files.get(here, b"")
    assert isinstance(text, str), here
    links = {
        re.sub(r"<[^>]+>", "", unescape(words)).strip(): target
        for target, words in re.findall(r'<a href="([^"#]*)[^>]*>(.*?)</a>', text, re.DOTALL)
    }
    target = next((to for words, to in links.items() if words == label or words.startswith(label)), None)
    # A page is served as a folder of its own name, an overview as the folder it lies in.
    folder = here.removesuffix("index.md") if here.endswith("index.md") else here.removesuffix(".md")
    return None if target is None else normpath(join(folder, target))


def in_editor(path: list[str]) -> str:
    """The label of the editor that isn't there; empty if all are: a list, then the button that begins a new entry of it."""
    forms = json.loads(site().files["edit/forms.json"])
    if step("index.md", labels.OPEN_EDITOR) != "edit/index.html":
        return labels.OPEN_EDITOR
    lists = {each["label"]: each for each in forms["config"]["collections"]}
    found = lists.get(path[0])
    if found is None:
        return path[0]
    # The words are Decap's own: `newButton` of its English table.
    buttons = {f"＋ {found.get('label_singular')}", *(each["label"] for each in found.get("files", ()))}
    return next((label for label in path[1:] if label not in buttons), "")


def test_the_button_of_the_editor_is_called_as_the_guide_calls_it() -> None:
    decap = (TOP / "site_templates/editing/vendor/decap-cms.js").read_text(encoding="utf-8")
    assert 'newButton:"＋ %{collectionLabel}"' in decap


def test_the_buttons_that_the_guide_names_are_those_of_the_pages() -> None:
    text = (GUIDE / "index.md").read_text(encoding="utf-8")
    for label in (labels.EDIT_DOCUMENT, labels.EDIT_RECORD, labels.ADD_RECORD, labels.OPEN_EDITOR):
        assert f"**{label}**" in text


def test_the_pages_link_to_each_other_and_to_nothing_that_a_new_program_lacks() -> None:
    for name in PAGES:
        for target in re.findall(r"\]\(([^)#]+)", (GUIDE / name).read_text(encoding="utf-8")):
            assert (GUIDE / Path(target)).is_file() or normpath(join("coordinator", target)) in site().files
