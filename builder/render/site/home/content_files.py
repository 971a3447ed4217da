"""The company's own pages as they stand in content/: Markdown below a few lines of front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.model.error import BuilderError
from builder.model.place import Place
from builder.read.front_matter import split_front_matter
from builder.read.yaml_text import read_yaml
from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH
from builder.render.site.words import Edition
from builder.render.templates import template_folder

TALKS = "talks/"
"""The folder of content/ in which each page is the topic of a toolbox meeting."""


@dataclass(frozen=True)
class ContentPage:
    """A page that somebody wrote.

    Attributes:
        path: Relative to content/, which is its address in the tree.
        title: From its front matter, else from its first heading, else from its file name.
        body: Markdown below the front matter.
        order: Pages of the guide stand in this order.
        office_only: Whether the worker edition leaves it out.
        months: Of the year in which a toolbox talk fits, 1 to 12; empty for one that fits at any time, and for other pages.
        documents: Ids of the documents that a toolbox talk is about.
    """

    path: str
    title: str
    body: str
    order: int = 100
    office_only: bool = False
    months: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def is_talk(self) -> bool:
        """Whether it is the topic of a toolbox meeting."""
        return TALKS in self.path and not self.path.endswith("index.md")


def read_content(files: Mapping[str, str], edition: Edition, language: Language = ENGLISH) -> tuple[ContentPage, ...]:
    """The content pages of an edition in a language, sorted by path; home and emergency always, as shipped where the company has none.

    `files` are Markdown by path relative to content/.

    Raises:
        BuilderError: The first lines of one can't be read, so nobody knows which edition it is for.
    """
    own = [_read_page(path, text) for path, text in files.items()]
    kept = [page for page in own if edition == "office" or not page.office_only]
    for path, name in {"index.md": "home.md", "emergency.md": "emergency.md"}.items():
        if all(page.path != path for page in kept):
            text = language.pages.get(path) or (template_folder() / "site" / name).read_text("utf-8")
            kept.append(_read_page(path, text))
    return tuple(sorted(kept, key=lambda page: page.path))


def _read_page(path: str, text: str) -> ContentPage:
    head, body = _split(path, text)
    title = head.get("title")
    heading = re.match(r"\s*#\s+(.+?)\s*#*\s*(?:\n|$)", body)
    if heading:
        body = body[heading.end() :]
    if not isinstance(title, str):
        title = heading[1] if heading else Path(path).stem.replace("-", " ").capitalize()
    order = head.get("order")
    # Anything but a plain `worker` or nothing is kept from workers: a slip of the pen must not publish a page.
    office_only = head.get("edition", "worker") != "worker"
    months = tuple(each for each in _listed(head, "months") if isinstance(each, int) and 1 <= each <= 12)
    documents = tuple(each for each in _listed(head, "documents") if isinstance(each, str))
    return ContentPage(path, title, body, order if isinstance(order, int) else 100, office_only, months, documents)


def _split(path: str, text: str) -> tuple[dict[str, Any], str]:
    """The front matter and the Markdown below it.

    One that can't be read is refused, not left out: `edition: office` may stand in it, and the page would be out for everybody to see.
    """
    # Some editors put a mark of their own in front of the first line.
    text = text.removeprefix("\ufeff")
    front = split_front_matter(text)
    if front is None:
        if text.lstrip().startswith("---"):
            raise _unreadable(
                Place(f"content/{path}"), "Three dashes begin them, but not on the first line, or none end them."
            )
        return {}, text
    document = read_yaml(front.head, f"content/{path}", front.head_line)
    if document.faults:
        raise _unreadable(document.faults[0].place, document.faults[0].message)
    if not isinstance(document.value, dict | None):
        raise _unreadable(document.place(()), "They are no names with values.")
    return {str(name).casefold(): value for name, value in (document.value or {}).items()}, front.body


def _unreadable(place: Place, why: str) -> BuilderError:
    return BuilderError(
        f"{place}: the first lines of this page can't be read, so nobody knows which edition it is for. {why}",
        "Write lines like `title: Orientation` between two lines of three dashes, a title with a colon in quotation marks.",
    )


def _listed(head: Mapping[str, Any], name: str) -> list[Any]:
    """A list of the front matter; one value alone counts as a list of it, and anything else as an empty one."""
    found = head.get(name)
    return found if isinstance(found, list) else [found] if found is not None else []
