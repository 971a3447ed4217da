"""The coordinator's guide and the how-to pages, taken apart: the commands in their boxes, the click paths, the files they name."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]
GUIDE = TOP / "content" / "coordinator"
PAGES = ("index.md", "first-week.md", "monthly-round.md", "before-the-audit.md", "after-an-incident.md")
"""Of the guide, in the order in which a coordinator comes to need them."""

_BOX = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`(muster [a-z][^`\n]*)`")
_FILE = re.compile(r"`((?:\.muster|content|dist|inbox|policies|records)/[^` ]+)`")


class Command(NamedTuple):
    """A line that somebody may type.

    Attributes:
        page: Where it stands.
        words: From `muster` on.
        is_run: Whether it stands in a box marked `console`, whose lines are run in order.
    """

    page: str
    words: tuple[str, ...]
    is_run: bool


def commands_of(page: Path) -> Iterator[Command]:
    """Every command of a page: those in boxes, one a line, then those inside sentences."""
    text = page.read_text(encoding="utf-8")
    for kind, box in _BOX.findall(text):
        for line in box.splitlines():
            if line.startswith("muster"):
                yield Command(page.name, _split(line), kind == "console")
    for found in _INLINE.findall(_BOX.sub("", text)):
        yield Command(page.name, _split(found), False)


def click_paths(page: Path) -> list[list[str]]:
    """The labels to click, from left to right, of each line that begins with **Click:**."""
    found = re.findall(r"^\*\*Click:\*\* (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [[label.strip() for label in line.split("›")] for line in found]


def files_named(page: Path) -> list[str]:
    """The files and folders of a program that a page names."""
    return _FILE.findall(page.read_text(encoding="utf-8"))


def _split(line: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(line))
    except ValueError:
        return tuple(line.split())
