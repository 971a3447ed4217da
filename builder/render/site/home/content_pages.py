"""The manual's own pages (content/): the company's words around blocks that Muster fills in.

A line `<!-- muster: NAME -->` in a page stands for a block: it shows nothing where Muster is not at work, and it can't do anything
but show what the edition shows anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.model.error import BuilderError
from builder.render.site.home.content_files import ContentPage
from builder.render.site.home.home import BLOCKS
from builder.render.site.home.talks import home_talks
from builder.render.site.manual import Here, Manual
from builder.render.site.page import Page

_BLOCK = re.compile(r"^[ ]{0,3}<!--\s*muster:\s*([a-z-]+)\s*-->[ ]*$", re.MULTILINE)

_TALKS = "talks"
"""The one block that is made from other pages of content/."""


def content_pages(manual: Manual, pages: tuple[ContentPage, ...]) -> Iterator[Page]:
    """The content pages with their blocks filled in."""
    for page in pages:
        here = manual.here(page.path)
        parts = _BLOCK.split(page.body)
        pieces = []
        for number, part in enumerate(parts):
            if number % 2:
                pieces.append(_fill(here, part, page.path, pages))
            elif part.strip():
                pieces.append(str(here.prose(part, f"content/{page.path}")))
        hide = ("navigation", "toc") if page.path == "index.md" else ()
        boost = 3.0 if page.path == "emergency.md" else 1.5 if page.is_talk else 1.0
        yield Page(page.path, page.title, "\n\n".join(pieces), boost, hide=hide)


def _fill(here: Here, name: str, path: str, pages: tuple[ContentPage, ...]) -> str:
    if name == _TALKS:
        return home_talks(here, pages)
    block = BLOCKS.get(name)
    if block is None:
        raise BuilderError(
            f"content/{path} asks for a block called “{name}”, and there is none.",
            f"The blocks are: {', '.join(sorted((*BLOCKS, _TALKS)))}.",
        )
    return block(here)
