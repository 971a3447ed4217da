"""The Markdown that a document's body may use: CommonMark with tables; raw HTML is a fault, because nothing of it is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.model.finding import Fault
from builder.model.place import Place

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_NESTING = 20
"""Levels of quotes and lists inside each other; deeper text is an attack on the parser, not a policy."""


@dataclass(frozen=True)
class Heading:
    """A heading of a body: its text, level (2 to 6) and line of the file."""

    text: str
    level: int
    line: int


@dataclass(frozen=True)
class BodyLink:
    """A link or image in a body.

    Attributes:
        target: As written.
        text: What one reads, or the image's description.
        line: Of the file.
        is_image: Whether it is an image.
    """

    target: str
    text: str
    line: int
    is_image: bool


class _Found(NamedTuple):
    """What stands in a body, with the lines of the body counted from 0.

    Attributes:
        headings: Text, level and line.
        links: Target, text, line, and whether it is an image.
        html: Raw HTML that is not a comment: its first line of text, and its line.
    """

    headings: list[tuple[str, int, int]]
    links: list[tuple[str, str, int, bool]]
    html: list[tuple[str, int]]


# By body: it is asked for its headings, its links and its raw HTML, by several rules each.
_FOUND: dict[str, _Found] = {}
_FOUND_LIMIT = 2048


@cache
def parser() -> MarkdownIt:
    """The one parser for all bodies: raw HTML is read (so that it can be found), never passed on."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])


def read_tokens(body: str) -> list[Token]:
    """The block tokens of a body, inline tokens as their children."""
    return parser().parse(body)


def headings(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """The headings of a body, in order."""
    return tuple(Heading(text, level, line + first_line) for text, level, line in _find(body).headings)


def links(body: str, first_line: int = 1) -> tuple[BodyLink, ...]:
    """The links and images of a body, in order."""
    return tuple(
        BodyLink(target, text, line + first_line, is_image) for target, text, line, is_image in _find(body).links
    )


def plain_text(inline: Token) -> str:
    """The words of an inline token without its marks."""
    return "".join(
        child.content if child.type in ("text", "code_inline", "image") else " "
        for child in inline.children or ()
        if child.type in ("text", "code_inline", "image", "softbreak", "hardbreak")
    ).strip()


def raw_html(body: str, path: str, first_line: int) -> list[Fault]:
    """A fault for every piece of raw HTML, comments excepted: they show nothing and hurt nobody."""
    return [
        Fault(
            Place(path, line + first_line),
            "raw-html",
            f"`{text[:60]}` is raw HTML; neither the site nor the pack will show it as such.",
            "Write it in Markdown, or put a backslash before `<` to show the sign itself.",
        )
        for text, line in _find(body).html
    ]


def plain_findings(body: str) -> list[Any]:
    """What stands in a body as plain data, for `remember_body`."""
    return list(_find(body))


def remember_body(body: str, plain: list[Any]) -> None:
    """Take up what an earlier run found in the same body, so that it isn't parsed again.

    Raises:
        ValueError, TypeError: That is not what was found in a body.
    """
    headings, links, html = plain
    found = _Found(
        [(str(text), int(level), int(line)) for text, level, line in headings],
        [(str(target), str(text), int(line), bool(is_image)) for target, text, line, is_image in links],
        [(str(text), int(line)) for text, line in html],
    )
    _note(body, found)


def _find(body: str) -> _Found:
    found = _FOUND.get(body)
    if found is None:
        tokens = read_tokens(body)
        found = _Found(list(_headings(tokens)), list(_links(tokens)), list(_html(tokens)))
        _note(body, found)
    return found


def _note(body: str, found: _Found) -> None:
    if len(_FOUND) >= _FOUND_LIMIT:
        _FOUND.clear()
    _FOUND[body] = found


def _headings(tokens: list[Token]) -> Iterator[tuple[str, int, int]]:
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            yield plain_text(tokens[index + 1]), int(token.tag[1]), _line(token)


def _links(tokens: list[Token]) -> Iterator[tuple[str, str, int, bool]]:
    for token in tokens:
        opened: Token | None = None
        text: list[str] = []
        for child in token.children or ():
            if child.type == "image":
                yield str(child.attrGet("src") or ""), child.content, _line(token), True
            elif child.type == "link_open":
                opened, text = child, []
            elif child.type == "link_close" and opened is not None:
                yield str(opened.attrGet("href") or ""), "".join(text), _line(token), False
                opened = None
            elif opened is not None:
                text.append(child.content)


def _html(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    for token in tokens:
        is_block = token.type == "html_block"
        for piece in [token] if is_block else token.children or ():
            text = piece.content.strip()
            if piece.type.startswith("html") and not re.fullmatch(r"<!--.*?-->", text, re.DOTALL):
                yield text.splitlines()[0], _line(token)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def slug_of(text: str) -> str:
    """A heading's name in a link, as Python-Markdown's table of contents makes it, which MkDocs uses.

    Source: markdown.extensions.toc.slugify, version 3.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def free_name(name: str, taken: set[str]) -> str:
    """The name, or with _1, _2, … where it is taken or empty, as Python-Markdown's table of contents makes it; then it is taken.

    Source: markdown.extensions.toc.unique, version 3.
    """
    number, free = 0, name
    while free in taken or not free:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free
