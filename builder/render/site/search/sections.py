"""What the search knows of a page: its sections, each with the place it stands at and the text that a reader sees there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from markdown.extensions.toc import slugify, unique  # type: ignore[import-untyped]

from builder.render.site.address_book import web_path
from builder.render.site.building.html_blocks import blocks
from builder.render.site.page import Page

_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_UNSEARCHED = re.compile(r"<(\w+)\b[^>]*\sdata-search-exclude\b[^>]*>|<(nav|svg|template|script|style|thead)\b[^>]*>")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|span|strong|time|mark|kbd|small|sub|sup)\b[^>]*>")
_CELL = re.compile(r"</t[dh]>\s*<t[dh]\b[^>]*>|</dt>\s*<dd\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_MARKS = re.compile(r"\]\([^)]*\)|[*_`]{1,2}(?=\w)|(?<=\w)[*_`]{1,2}|!?\[")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Section:
    """A part of a page under one heading.

    Attributes:
        location: The page's address in the site, with `#` and an anchor for all but its first section.
        title: The heading; for the first section the title of the page.
        text: What stands under it, as plain text on one line.
    """

    location: str
    title: str
    text: str


def page_sections(page: Page) -> Iterator[Section]:
    """The sections of a page in their order, the first without anchor; sections in which nothing stands but their title too.

    The anchors are those that MkDocs gives: its table of contents makes them from the headings, the title of the page first,
    and numbers those that it has given before.
    """
    address = web_path(page.path)
    given: set[str] = set()
    _anchor(page.title, given)
    location, title = address, page.title
    pieces: list[str] = []
    for heading, text in _pieces(page.body):
        if heading:
            yield Section(location, title, _one_line(pieces))
            location, title, pieces = f"{address}#{_anchor(heading, given)}", heading, []
        pieces.append(text)
    yield Section(location, title, _one_line(pieces))


def _anchor(heading: str, given: set[str]) -> str:
    return str(unique(slugify(heading, "-"), given))


def _pieces(body: str) -> Iterator[tuple[str, str]]:
    """Headings and texts in their order: a heading with an empty text, or a text without heading."""
    last = 0
    for start, end in [*blocks(body), (len(body), len(body))]:
        yield from _markdown(body[last:start])
        yield "", plain_text(body[start:end])
        last = end


def _markdown(text: str) -> Iterator[tuple[str, str]]:
    last = 0
    for found in _HEADING.finditer(text):
        yield "", _MARKS.sub("", plain_text(text[last : found.start()]))
        yield _SPACE.sub(" ", unescape(_TAG.sub("", found[2]))).strip(), ""
        last = found.end()
    yield "", _MARKS.sub("", plain_text(text[last:]))


def plain_text(html: str) -> str:
    """What a reader sees of a piece of HTML, without what is marked `data-search-exclude`, ways through the site, heads of tables and drawings."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", _CELL.sub(" · ", _without_unsearched(html)))))


def _without_unsearched(html: str) -> str:
    kept: list[str] = []
    position = 0
    while found := _UNSEARCHED.search(html, position):
        kept.append(html[position : found.start()])
        position = _end(html, found[1] or found[2], found.end())
    kept.append(html[position:])
    return " ".join(kept)


def _end(html: str, name: str, position: int) -> int:
    """Behind the tag that closes an element which began before `position`; the end of the text where none does."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(html, position):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


def _one_line(pieces: list[str]) -> str:
    # Empty cells leave their dots behind.
    return re.sub(r"(?:· )+·|· *$", "·", _SPACE.sub(" ", " ".join(pieces))).strip(" ·")
