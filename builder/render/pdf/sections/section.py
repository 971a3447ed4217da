"""A section of the pack: one HTML document that is rendered, cached and joined on its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jinja2

from builder.model.coverage import Status
from builder.render.pdf.fonts import unsupported_characters
from builder.render.templates import open_templates


@dataclass(frozen=True)
class Section:
    """One part of the pack before it is rendered.

    Neither a page number of the pack nor anything of the commit stands in `html`, so that a section that says the same has the
    same bytes and comes from the cache. Only the cover, the matrix and the annex, which are made last, carry page numbers.

    Attributes:
        key: Unique; names the part and its place in the cache.
        title: For the index.
        element: Key of the element it belongs to; empty for what concerns all.
        html: A whole HTML document.
        anchor: Id with which it starts.
        entries: What of it the index lists below the title: (title, anchor).
        assets: Bytes behind the `asset:NAME` addresses in the HTML.
    """

    key: str
    title: str
    element: str
    html: str
    anchor: str
    entries: tuple[tuple[str, str], ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def is_below(self) -> bool:
        """Whether it stands below the opening section of its element, in the index and among the bookmarks."""
        return bool(self.element) and self.anchor != f"element-{self.element}"


STATUS_WORDS: Mapping[Status, tuple[str, str]] = {
    Status.EVIDENCE: ("●", "evidence"),
    Status.PARTIAL: ("◐", "partial"),
    Status.MISSING: ("○", "missing"),
    Status.NOT_APPLICABLE: ("–", "not applicable"),
}
"""Sign and word of a status: never colour alone, and readable in a photocopy."""


NO_ROWS = "Nothing on record."
_EMPTY_BODY = re.compile(r"<tbody[^>]*>\s*</tbody>")


def write_html(
    template: str, *, title: str, running: tuple[str, str] = ("", ""), footer: str = "", **values: Any
) -> str:
    """A section's whole HTML document, laid out by a template of site_templates/pdf/; its styles are `styles`.

    A character that no shipped font has is printed as its code point, `[U+1F600]`: a smile in a note must not stop the pack.

    Args:
        template: Its name, without folder and ending.
        title: Of the document.
        running: Words at the head of every page, left and right: the element, the document.
        footer: Words at the left of the foot, before the page number of the section; the title when left out.
        values: What the template prints.
    """
    html = (
        _environment()
        .get_template(f"pdf/{template}.html.j2")
        .render(title=title, running=running, footer=footer or title, **values)
    )
    for character in unsupported_characters(html):
        html = html.replace(character, f"[U+{ord(character):04X}]")
    return _fill_bodies(html)


def _fill_bodies(html: str) -> str:
    """No table without a row: a body holds rows only (ISO 14289-1, 7.2), and WeasyPrint tags an empty one as a body with none.

    The templates say in words of their own that there is nothing; this is for the one that forgot.
    """
    parts = _EMPTY_BODY.split(html)
    filled = parts[0]
    for part in parts[1:]:
        columns = filled.rpartition("<thead")[2].count("<th ") or 1
        filled += f'<tbody><tr><td colspan="{columns}">{NO_ROWS}</td></tr></tbody>{part}'
    return filled


@cache
def styles() -> str:
    """The style sheet of all sections."""
    return _environment().get_template("pdf/pack.css").render()


@cache
def _environment() -> jinja2.Environment:
    environment = open_templates()
    environment.globals["status_words"] = STATUS_WORDS
    return environment
