"""One page of the manual: its address in the tree, what its front matter says, and its Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from builder.model.error import BuilderError

_SPECIAL = re.compile(r"[&<>*_`\[\]{}\\#!|~]")


@dataclass(frozen=True)
class Page:
    """A page before it is written.

    Attributes:
        path: In the tree, `documents/fall-protection.md`.
        title: Plain text.
        body: Markdown below the title. Blocks of HTML in it begin at the start of a line with a `<div>`.
        boost: How much the page weighs in the search; 1 is plain.
        is_searched: Whether the search knows it.
        hide: Parts of the frame that are left away: `navigation`, `toc`.
        description: One line for previews.
        tags: Words by which the search finds it before anything else.
    """

    path: str
    title: str
    body: str
    boost: float = 1.0
    is_searched: bool = True
    hide: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The file: front matter, the title as first heading, the body."""
        # Themes put front matter into HTML as it is, so it is escaped here.
        head: dict[str, object] = {"title": escape(self.title, quote=True)}
        if self.description:
            head["description"] = escape(self.description, quote=True)
        if self.tags:
            head["tags"] = [escape(tag, quote=True) for tag in self.tags]
        if self.hide:
            head["hide"] = list(self.hide)
        if not self.is_searched:
            head["search"] = {"exclude": True}
        elif self.boost != 1.0:
            head["search"] = {"boost": self.boost}
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()]
        front = "\n".join(("---", *lines, "---"))
        return f"{front}\n\n# {plain(self.title)}\n\n{self.body.strip()}\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def write_tree(pages: Iterable[Page]) -> dict[str, str]:
    """The pages as files, sorted by path.

    Raises:
        BuilderError: Two pages claim one address, which only a page in content/ can bring about.
    """
    tree: dict[str, str] = {}
    for page in pages:
        if page.path in tree:
            raise BuilderError(
                f"Two pages of the manual have the address {page.path}; Muster makes one of them itself.",
                f"Rename content/{page.path}.",
            )
        tree[page.path] = page.text
    return dict(sorted(tree.items()))
