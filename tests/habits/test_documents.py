"""What a person reads first is there, and speaks of everything there is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from builder import __version__
from builder.cli import app

TOP = Path(__file__).parents[2]


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every verb with its words: "check", "keys init"."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(words), command
        return
    for name, each in inner.items():
        yield from commands(each, (*words, name))


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_the_verbs_are_those_of_the_design() -> None:
    assert sorted(COMMANDS) == [
        *(
            "anchor attach",
            "anchor request",
            "anchor verify",
            "approve",
            "check",
            "coverage",
            "demo",
            "doctor",
            "due",
            "edit",
            "editor",
            "explain",
            "fix",
            "forms",
            "history",
            "hosting",
            "import",
            "init",
            "keys commitment",
            "keys init",
            "keys list",
            "keys person",
            "keys renew",
            "keys revoke",
            "new",
            "overlay read",
            "overlay write",
            "pack",
            "requests",
            "reveal",
            "save",
            "sign",
            "site",
            "talk",
        ),
        "verify",
    ]


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_a_verb_says_in_a_sentence_what_it_does_and_each_option_too(verb: str) -> None:
    command = COMMANDS[verb]
    assert re.match(r"[A-Z].*[.?]", command.help or "", re.DOTALL)
    for parameter in command.params:
        assert parameter.help, f"{parameter.name} of {verb}"


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_the_readme_names_every_verb(verb: str) -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\bmuster {verb}\b", readme)


def test_the_readme_names_no_verb_that_is_not_there() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^ {4,}\S*|`)muster ([a-z]+)", readme, re.MULTILINE))
    assert named - {verb.split()[0] for verb in COMMANDS} == set()


def test_what_the_readme_links_to_is_there() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)", readme) if "://" not in target]
    assert targets
    assert [target for target in targets if not (TOP / target).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert headings[0] in ("Unreleased", __version__)


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "LICENSE", "Makefile", ".ci/run", "mkdocs.yml", "pyproject.toml"]
)
def test_the_top_of_the_repository_holds_what_people_look_for(name: str) -> None:
    assert (TOP / name).is_file()


def test_the_packages_hold_what_the_program_and_its_tests_read_beside_the_code() -> None:
    targets = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    beside = {"site_templates", "content", "policies", "records", "mkdocs.yml"}
    assert set(targets["wheel"]["force-include"]) == beside
    source = set(targets["sdist"]["include"])
    assert beside | {"builder", "tests", ".pre-commit-hooks.yaml", ".gitattributes"} <= source
    assert [name for name in source if not (TOP / name).exists()] == []
