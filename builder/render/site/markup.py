"""The small pieces of HTML that stand in cells and sentences by the hundred thousand; whatever comes in is escaped here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = Markup("")

# Markup.format() parses its pattern anew on every call, which made it half of the time of rendering; so these join by hand.


def link(url: str, text: str) -> Markup:
    """A text that leads somewhere."""
    return Markup(f'<a href="{escape(url)}">{escape(text)}</a>')  # noqa: S704 - both parts are escaped


def unbroken(text: str) -> Markup:
    """An id or a number that must not be cut at its dash at the end of a line."""
    return Markup(f'<span class="m-nb">{escape(text)}</span>')  # noqa: S704 - escaped


def iso(day: date | None) -> Markup:
    """A day for tables, YYYY-MM-DD, or nothing."""
    if day is None:
        return NOTHING
    text = day.isoformat()
    return Markup(f'<time datetime="{text}">{text}</time>')  # noqa: S704 - digits and dashes


def chip(look: tuple[str, str, str], text: str | None = None) -> Markup:
    """A status as a small label: colour, symbol and word, so that none of them is needed alone.

    Args:
        look: Its kind, its symbol and its word.
        text: Words instead of the word.
    """
    kind, symbol, word = look
    shown = escape(word if text is None else text)
    return Markup(  # noqa: S704 - the kind and the symbol are ours, the words are escaped
        f'<span class="m-chip m-chip--{kind}"><span aria-hidden="true">{symbol}</span> {shown}</span>'
    )


def inner_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Markup:
    """A table inside a field, which scrolls by itself where a phone is too narrow."""
    names = list(head)
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in names)
    label = escape(", ".join(names))
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return Markup(  # noqa: S704 - every title and cell is escaped
        f'<div class="m-scroll" tabindex="0" role="group" aria-label="{label}"><table class="m-table"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def lines(parts: Iterable[str]) -> Markup:
    """Parts below each other."""
    return Markup("<br>").join(parts)
