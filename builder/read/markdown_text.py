"""The Markdown that a document's body may use: CommonMark with tables; raw HTML is a fault, because nothing of it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.model.finding import Fault
from builder.model.place import Place

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


@cache
def parser() -> MarkdownIt:
    """The one parser for all bodies: raw HTML is read (so that it can be found), never passed on."""
    return MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])


def read_tokens(body: str) -> list[Token]:
    """The block tokens of a body, inline tokens as their children."""
    return parser().parse(body)


def headings(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """The headings of a body, in order."""
    tokens = read_tokens(body)
    return tuple(
        Heading(plain_text(tokens[index + 1]), int(token.tag[1]), _line(token, first_line))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )


def links(body: str, first_line: int = 1) -> tuple[BodyLink, ...]:
    """The links and images of a body, in order."""
    found: list[BodyLink] = []
    for token in read_tokens(body):
        opened: Token | None = None
        text: list[str] = []
        for child in token.children or ():
            if child.type == "image":
                found.append(BodyLink(str(child.attrGet("src") or ""), child.content, _line(token, first_line), True))
            elif child.type == "link_open":
                opened, text = child, []
            elif child.type == "link_close" and opened is not None:
                target = str(opened.attrGet("href") or "")
                found.append(BodyLink(target, "".join(text), _line(token, first_line), False))
                opened = None
            elif opened is not None:
                text.append(child.content)
    return tuple(found)


def plain_text(inline: Token) -> str:
    """The words of an inline token without its marks."""
    return "".join(
        child.content if child.type in ("text", "code_inline", "image") else " "
        for child in inline.children or ()
        if child.type in ("text", "code_inline", "image", "softbreak", "hardbreak")
    ).strip()


def raw_html(body: str, path: str, first_line: int) -> list[Fault]:
    """A fault for every piece of raw HTML, comments excepted: they show nothing and hurt nobody."""
    faults = []
    for token in read_tokens(body):
        pieces = (
            [token]
            if token.type == "html_block"
            else [child for child in token.children or () if child.type == "html_inline"]
        )
        for piece in pieces:
            text = piece.content.strip()
            if re.fullmatch(r"<!--.*?-->", text, re.DOTALL):
                continue
            faults.append(
                Fault(
                    Place(path, _line(token, first_line)),
                    "raw-html",
                    f"`{text.splitlines()[0][:60]}` is raw HTML; neither the site nor the pack will show it as such.",
                    "Write it in Markdown, or put a backslash before `<` to show the sign itself.",
                )
            )
    return faults


def _line(token: Token, first_line: int) -> int:
    return (token.map[0] if token.map else 0) + first_line
