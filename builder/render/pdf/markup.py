"""Faults of a section's HTML that can be seen before it is laid out: characters without a glyph, images without words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builder.render.pdf.fonts import describe_character, unsupported_characters

_SVG = "{http://www.w3.org/2000/svg}"
_NOT_PRINTED = ("script", "template")


def find_faults(root: Any, other_texts: Iterable[str]) -> list[str]:
    """What keeps the document from being printed for everyone, each as the middle of a sentence.

    Args:
        root: The document's root element (an ElementTree element).
        other_texts: Styles and drawings, whose characters may be printed too.
    """
    faults = [*_missing_head(root), *_missing_words(root)]
    text = "\n".join([*_printed(root), *other_texts])
    faults += [
        f"no shipped font has the character {describe_character(char)}{_around(text, char)}"
        for char in unsupported_characters(text)
    ]
    return faults


def _missing_head(root: Any) -> Iterator[str]:
    if not root.get("lang", "").strip():
        yield "its <html> element names no language"
    if not (root.findtext("head/title") or "").strip():
        yield "it has no <title>"


def _missing_words(root: Any) -> Iterator[str]:
    """PDF/UA-1 (ISO 14289-1, 7.3) wants words for every figure; an empty `alt` still becomes a figure here."""
    for image in root.iter("img"):
        if not image.get("alt", "").strip():
            yield f"the image {image.get('src', '')[:60]} has no words (alt) for people who can't see it"
    for drawing in root.iter(f"{_SVG}svg"):
        # WeasyPrint 70 takes the words from here only; it passes over aria-label and alt.
        if not (drawing.findtext(f"{_SVG}title") or "").strip():
            yield "a drawing (<svg>) has no <title> for people who can't see it"


def _printed(root: Any) -> Iterator[str]:
    """Everything that can reach the page, the styles included because `content` prints from them."""
    for element in root.iter():
        if element.tag in _NOT_PRINTED or not isinstance(element.tag, str):
            continue
        if element.text:
            yield element.text
        if element.tail:
            yield element.tail
        yield from element.attrib.values()


def _around(text: str, char: str) -> str:
    at = text.index(char)
    words = " ".join(text[max(0, at - 30) : at].split())
    return f', after "{words}"' if words else ""
