"""What people wrote in Markdown, made safe for the tree: the same parser as everywhere, headings kept as Markdown, the rest as HTML.

MkDocs would read the body with another Markdown parser, which sees lists and tables where CommonMark sees none, lets raw HTML
through and gives any attribute to anything. So the body is parsed once, by the parser that the checks and the pack use, and
only its headings stay Markdown: from them MkDocs makes the table of contents and the search its sections.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from builder.read.markdown_text import parser, plain_text, read_tokens
from builder.render.site.page import plain

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
"""Kinds of picture that a page may show. SVG can carry scripts and stays out."""

SHOWN_FILES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf")
"""Files of the repository that may stand in the site. Anything else (HTML, SVG, office files) could run something in the reader's browser."""

_OUTSIDE = ("http:", "https:", "mailto:", "tel:")
_PHONE = re.compile(r"(?<![\w-])((?:1-)?\d{3}-\d{3}-\d{4})(?![\w-])")
"""North American numbers as people write them."""

_NAMED = re.compile(r'\btitle="([^"]+)"')
"""The name of the file that a block of code stands for."""

_BOX = re.compile(r"\[([ xX])\] ")


@dataclass(frozen=True)
class Surroundings:
    """What a text needs to know to point elsewhere.

    Attributes:
        source: The file it stands in, relative to the repository.
        link: Gives the link to a file of the repository, anchor kept apart; None where this edition doesn't show it.
        picture: Gives the link to a picture of the repository; None where there is none.
        language: Of the text, where it isn't that of the page; screen readers need to know.
        remark: Gives what stands in brackets behind a link to a file of the repository: that it is in another language.
        table: What a table is called for screen readers.
    """

    source: str
    link: Callable[[str, str], str | None]
    picture: Callable[[str], str | None]
    language: str = ""
    remark: Callable[[str], str] = lambda _: ""
    table: str = "Table"


def render_prose(body: str, around: Surroundings) -> str:
    """The body as Markdown for the tree: headings, and between them blocks of HTML in which nothing of the author's is markup."""
    tokens = read_tokens(body)
    for number, token in enumerate(tokens):
        _make_safe(token, around)
        if token.type == "list_item_open" and _is_task(tokens[number : number + 3]):
            token.attrSet("class", "m-task")
    pieces: list[str] = []
    block: list[Token] = []
    heading: Token | None = None
    for token in tokens:
        if token.level == 0 and token.type == "heading_open":
            pieces.append(_html(block, around.language))
            block, heading = [], token
        elif heading is None:
            block.extend(_framed(token, around.table))
        elif token.type == "inline":
            # The title of the page is its only first-level heading.
            pieces.append(f"{'#' * max(2, int(heading.tag[1]))} {plain(plain_text(token))}")
        else:
            heading = None
    pieces.append(_html(block, around.language))
    return "\n\n".join(piece for piece in pieces if piece)


def _html(tokens: list[Token], language: str) -> str:
    if not tokens:
        return ""
    md = parser()
    html = md.renderer.render(tokens, md.options, {})
    tag = f'<div class="m-text" lang="{language}">' if language else '<div class="m-text">'
    return f"{tag}\n{html.strip()}\n</div>"


def _framed(token: Token, name: str) -> list[Token]:
    """A block with what belongs around it.

    A table gets a frame that scrolls by itself, reachable by keyboard, so that a phone shows the page in its own width; a block of
    code the name of its file.
    """
    if token.type == "table_open":
        token.attrSet("class", "m-table")
        frame = f'<div class="m-scroll" tabindex="0" role="group" aria-label="{_escaped(name)}">\n'
        return [Token("html_block", "", 0, content=frame), token]
    named = _NAMED.search(token.info) if token.type == "fence" else None
    if named:
        name = f'<p class="m-file">{_escaped(named[1])}</p>\n'
        return [Token("html_block", "", 0, content=name), token]
    if token.type == "table_close":
        return [token, Token("html_block", "", 0, content="</div>\n")]
    return [token]


def _is_task(start: list[Token]) -> bool:
    """Whether a list item begins with a box to tick."""
    return len(start) == 3 and start[2].type == "inline" and bool(_BOX.match(start[2].content))


def _make_safe(token: Token, around: Surroundings) -> None:
    if token.type == "html_block":
        token.content = "" if _is_comment(token.content) else f"<p>{_escaped(token.content)}</p>\n"
    style = token.attrs.pop("style", None)
    if style:
        # Inline styles are forbidden by the site's content security policy.
        token.attrSet("class", "m-" + str(style).rpartition(":")[2])
    if token.children:
        token.children = _safe_children(token.children, around)


def _is_comment(text: str) -> bool:
    return bool(re.fullmatch(r"\s*<!--.*?-->\s*", text, re.DOTALL))


def _escaped(text: str) -> str:
    return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _safe_children(children: list[Token], around: Surroundings) -> list[Token]:
    kept: list[Token] = []
    closes: list[str | None] = []
    for number, child in enumerate(children):
        if child.type == "html_inline":
            if not _is_comment(child.content):
                kept.append(_text(child.content))
        elif child.type == "link_open":
            href = _link(str(child.attrGet("href") or ""), around)
            closes.append(None if href is None else _remark(str(child.attrGet("href") or ""), around))
            if href is not None:
                child.attrs = _link_attributes(href)
                kept.append(child)
        elif child.type == "link_close":
            remark = closes.pop()
            if remark is not None:
                kept += [child, _text(f" ({remark})")] if remark else [child]
        elif child.type == "image":
            kept.append(_picture(child, around))
        elif child.type == "text":
            if number == 0 and (box := _BOX.match(child.content)):
                child.content = ("☐ " if box[1] == " " else "☑ ") + child.content[box.end() :]
            kept.extend([child] if closes else _with_phones(child.content))
        else:
            kept.append(child)
    return kept


def _with_phones(content: str) -> list[Token]:
    """Text in which every phone number can be called with a tap."""
    found: list[Token] = []
    for number, part in enumerate(_PHONE.split(content)):
        if number % 2:
            found.append(
                Token("link_open", "a", 1, attrs={"href": "tel:" + part.replace("-", ""), "class": "m-inline-phone"})
            )
            found += [_text(part), Token("link_close", "a", -1)]
        elif part:
            found.append(_text(part))
    return found


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link_attributes(href: str) -> dict[str, Any]:
    if href.startswith(("http:", "https:")):
        return {"href": href, "rel": "noopener noreferrer"}
    return {"href": href}


def _link(href: str, around: Surroundings) -> str | None:
    if href.lower().startswith(_OUTSIDE) or (href.startswith("#") and len(href) > 1):
        return href
    path, _, anchor = unquote(href).partition("#")
    if not path or ":" in path or path.startswith("/"):
        return None
    return around.link(beside(around.source, path), anchor)


def _remark(href: str, around: Surroundings) -> str:
    path = unquote(href).partition("#")[0]
    return around.remark(beside(around.source, path)) if path and ":" not in path else ""


def _picture(image: Token, around: Surroundings) -> Token:
    source = unquote(str(image.attrGet("src") or ""))
    is_local = ":" not in source and not source.startswith("/")
    found = around.picture(beside(around.source, source)) if is_local else None
    if found is None:
        return _text(f"[{image.content}]" if image.content else "")
    image.attrs = {"src": found, "alt": image.content, "loading": "lazy"}
    return image


def beside(source: str, path: str) -> str:
    """The file that a relative link in `source` names, relative to the repository."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
