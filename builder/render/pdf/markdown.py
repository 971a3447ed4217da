"""A document's body as HTML for the pack: nothing raw, nothing fetched, links only into the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from builder.read.markdown_text import free_name, parser, plain_text, read_tokens, slug_of

Resolve = Callable[[str], str | None]
"""Where a target as written leads: a safe address, or None where it leads out of the program."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_ALIGNED = re.compile(r"text-align:(left|right|center)")


@dataclass
class _Writing:
    """What is needed, and what has been used, while one body is turned into HTML.

    Attributes:
        level: Of the heading before; that of the title at the start.
    """

    resolve: Resolve
    picture: Resolve
    prefix: str
    shift: int
    level: int
    slugs: set[str] = field(default_factory=set)


def render_markdown(body: str, *, prefix: str, resolve: Resolve, picture: Resolve, shift: int = 1) -> Markup:
    """The body as HTML that is safe to put into a section.

    It is parsed by the same parser as everywhere else. Raw HTML is shown as the text that it is (comments are left out); a link
    that leads out of the program keeps its words and loses its target; a picture that isn't the program's own becomes its
    description.

    Args:
        body: Markdown of a document.
        prefix: Put before the id of every heading, so that ids are unique in the pack.
        resolve: The address of a link target; also asked for targets within the document (`#heading`).
        picture: The address of a picture.
        shift: Levels by which headings are lowered: 1 below a title that is an <h2>. Levels that the body skips are closed up.
    """
    writing = _Writing(resolve, picture, prefix, shift, 1 + shift)
    tokens = list(_blocks(read_tokens(body), writing))
    # No token of raw HTML is left, so nothing of the author's text reaches the page as markup.
    return Markup(RendererHTML().render(tokens, parser().options, {}))  # noqa: S704


def heading_ids(body: str, prefix: str) -> dict[str, str]:
    """The ids of a body's headings by the slug that a link `#slug` would use, in order."""
    slugs: set[str] = set()
    tokens = read_tokens(body)
    found = {}
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            slug = free_name(slug_of(plain_text(tokens[index + 1])), slugs)
            found[slug] = f"{prefix}-{slug}"
    return found


def _blocks(tokens: list[Token], writing: _Writing) -> Iterator[Token]:
    for index, token in enumerate(tokens):
        if token.type == "html_block":
            yield from _shown_block(token)
            continue
        if token.type in ("heading_open", "heading_close"):
            _lower_heading(token, tokens[index + 1] if token.type == "heading_open" else None, writing)
        elif token.type in ("th_open", "td_open"):
            _align_cell(token)
        elif token.type == "inline":
            if token.children:
                token.children = list(_inlines(token.children, writing))
        elif token.type == "list_item_open":
            _mark_task(tokens, index)
        yield token


def _lower_heading(token: Token, text: Token | None, writing: _Writing) -> None:
    if text is not None:
        slug = free_name(slug_of(plain_text(text)), writing.slugs)
        token.attrSet("id", f"{writing.prefix}-{slug}")
        # A level that is skipped leaves readers by ear lost (PDF/UA-1, 7.4.2).
        writing.level = min(max(int(token.tag[1]), 2) + writing.shift, writing.level + 1, 6)
    token.tag = f"h{writing.level}"


def _align_cell(token: Token) -> None:
    style = str(token.attrs.pop("style", ""))
    if token.type == "th_open":
        token.attrSet("scope", "col")
    # A class instead of the style: nothing of a document's text may become CSS.
    if aligned := _ALIGNED.fullmatch(style):
        token.attrSet("class", aligned[1])


def _mark_task(tokens: list[Token], index: int) -> None:
    """Turn `[ ] words` at the start of an item into a box drawn by the style sheet, so that the text stays the words."""
    inline = next((token for token in tokens[index + 1 : index + 3] if token.type == "inline"), None)
    first = inline.children[0] if inline is not None and inline.children else None
    if first is None or first.type != "text" or not (found := _TASK.match(first.content)):
        return
    first.content = first.content[found.end() :]
    tokens[index].attrSet("class", "task done" if found[1] in "xX" else "task open")


def _shown_block(token: Token) -> Iterator[Token]:
    text = _COMMENT.sub("", token.content).strip()
    if not text:
        return
    yield Token("paragraph_open", "p", 1, block=True)
    yield Token("inline", "", 0, children=[Token("text", "", 0, content=text)], block=True)
    yield Token("paragraph_close", "p", -1, block=True)


def _inlines(children: list[Token], writing: _Writing) -> Iterator[Token]:
    open_links: list[bool] = []
    for child in children:
        if child.type == "html_inline":
            yield Token("text", "", 0, content=_COMMENT.sub("", child.content))
        elif child.type == "link_open":
            target = writing.resolve(str(child.attrGet("href") or ""))
            open_links.append(target is not None)
            if target is not None:
                child.attrs = {"href": target}
                yield child
        elif child.type == "link_close":
            if open_links.pop():
                yield child
        elif child.type == "image":
            yield _shown_picture(child, writing)
        else:
            yield child


def _shown_picture(child: Token, writing: _Writing) -> Token:
    words = child.content.strip()
    address = writing.picture(str(child.attrGet("src") or ""))
    # An image without a description can't be read out, so it isn't printed either (PDF/UA 7.3).
    if address is None or not words:
        return Token("text", "", 0, content=words)
    child.attrs = {"src": address, "alt": ""}
    return child
