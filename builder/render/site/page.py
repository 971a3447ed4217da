"""One page of the manual: its address in the tree, what its front matter says, and its Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from builder.model.error import BuilderError
from builder.render.site.address_book import web_path

_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile(r"[&<>*_`\[\]{}\\#!|~]")


@dataclass(frozen=True)
class Alternate:
    """Where a page can be read in another language.

    Attributes:
        code: Of the language.
        name: What the language calls itself.
        path: Of the page in the tree.
        is_same: Whether it is the same page; otherwise it is where the language begins.
    """

    code: str
    name: str
    path: str
    is_same: bool


@dataclass(frozen=True)
class Page:
    """A page before it is written.

    Attributes:
        path: In the tree, `documents/fall-protection.md`.
        title: Plain text.
        body: Markdown below the title. Blocks of HTML in it begin at the start of a line with a `<div>`.
        boost: How much the page weighs in the search; 1 is plain, 0 comes after everything else.
        is_searched: Whether the search knows it.
        hide: Parts of the frame that are left away: `navigation`, `toc`.
        description: One line for previews.
        tags: Words by which the search finds it before anything else.
        language: Of the frame and the text; empty for English.
        theme_language: The theme's name of it, where the theme knows it.
        alternates: The same page, or where to begin, in the other languages of the site.
    """

    path: str
    title: str
    body: str
    boost: float = 1.0
    is_searched: bool = True
    hide: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    theme_language: str = ""
    alternates: tuple[Alternate, ...] = ()

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
        if self.language:
            head |= {"language": self.language, "theme_language": self.theme_language or "en"}
        if self.alternates:
            head["alternates"] = [_written(each) for each in self.alternates]
        lines = [f"{name}: {write_plain(value)}" for name, value in head.items()]
        front = "\n".join(("---", *lines, "---"))
        return f"{front}\n\n# {plain(self.title)}\n\n{self.body.strip()}\n"


def _written(alternate: Alternate) -> dict[str, object]:
    name = escape(alternate.name, quote=True)
    # "." because the theme's filter takes an empty address for that of the page itself.
    url = quote(web_path(alternate.path)) or "."
    return {"code": alternate.code, "name": name, "url": url, "same": alternate.is_same}


def write_plain(value: object) -> str:
    """Plain data as JSON that YAML reads as the same: signs that YAML takes for ends of lines, or refuses, are written as escapes."""
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


class Files(MutableMapping[str, str | bytes]):
    """Text and bytes by path, in the order of the paths.

    Text is kept as UTF-8: in Python's own form a page with one dash or tick in it takes twice its size. With a folder each is written there as
    it comes, and nothing is kept: the pages of 5,000 records would take 30 MiB until the last of them is made.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept: dict[str, tuple[bytes, bool]] = {}
        self._made: set[Path] = set()

    def __getitem__(self, path: str) -> str | bytes:
        data, is_text = self._kept[path]
        if self._folder:
            data = (self._folder / path).read_bytes()
        return data.decode() if is_text else data

    def __setitem__(self, path: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        if self._folder:
            self._write(self._folder / path, data)
            data = b""
        self._kept[path] = (data, isinstance(content, str))

    def _write(self, file: Path, data: bytes) -> None:
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        file.write_bytes(data)

    def __delitem__(self, path: str) -> None:
        del self._kept[path]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._kept))

    def __len__(self) -> int:
        return len(self._kept)


def write_tree(pages: Iterable[Page], folder: Path | None = None) -> Files:
    """The pages as files, in memory or in a folder.

    Raises:
        BuilderError: Two pages claim one address, which only a page in content/ can bring about.
    """
    tree = Files(folder)
    for page in pages:
        if page.path in tree:
            raise BuilderError(
                f"Two pages of the manual have the address {page.path}; Muster makes one of them itself.",
                f"Rename content/{page.path}.",
            )
        tree[page.path] = page.text
    return tree
